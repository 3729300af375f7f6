"""Trained models of FaSeNet Vitals. PyTorch is needed to train and to export, never to measure."""
