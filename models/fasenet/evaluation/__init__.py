"""What FaSeNet's exported weights do on pictures that they never saw. PyTorch only for the peers."""
