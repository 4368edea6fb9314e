"""One family of operations per file; see `counting.tally.counts`."""
