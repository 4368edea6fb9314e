"""The kernel's side of a model: what is asked, what came back, what it cost, and the limits."""
