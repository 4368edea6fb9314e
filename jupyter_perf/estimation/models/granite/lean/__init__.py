"""The leaner network in PyTorch: instructions as nodes, and bounds that are known to hold."""
