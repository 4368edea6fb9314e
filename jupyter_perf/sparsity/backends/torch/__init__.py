"""PyTorch: hooks around the user's own optimizers."""
