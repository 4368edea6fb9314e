"""Which way of saving memory pays, at which batch size, on which device."""
