"""What a cell or a model will cost before it runs: time, memory, money, energy, with ranges."""
