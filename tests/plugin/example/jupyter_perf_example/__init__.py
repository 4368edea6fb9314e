"""One rule, found by jupyter-perf through the entry point in pyproject.toml."""
