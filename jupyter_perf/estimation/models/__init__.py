"""Models of cost: what work takes on hardware that needn't be at hand."""
