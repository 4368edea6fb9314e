"""Number formats of weights, and training through them."""
