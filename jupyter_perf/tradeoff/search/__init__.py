"""The largest batch that fits, by traces alone: few of them for each method, in one process.

Peaks are piecewise linear in the batch. So a line through two traces says where a limit is reached,
and traces there and one example above check that it is.
"""

from .running import Curve, Limit, Plan, curves

__all__ = ["Curve", "Limit", "Plan", "curves"]
