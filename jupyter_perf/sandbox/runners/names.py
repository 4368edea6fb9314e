"""Names that the harness puts beside the user's own."""

CALLS_NAME = "__jupyter_perf_calls__"
"""Where the copied namespace holds a function's calls: a list of (args, kwargs)."""
