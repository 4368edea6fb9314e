"""Training of the networks: data, loop, checkpoints, what is made of them."""
