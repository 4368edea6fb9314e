"""Known architectures in plain PyTorch, built from their published configurations."""
