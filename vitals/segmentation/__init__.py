"""FaSeNet: the ONNX session, the network, and the tracker that follows a face by its own mask."""
