"""Steps that are really done: how long they take here, at a few batch sizes.

The model is put together again from its description in a process of its own, with weights made up
there (no weight of the user's is copied), under limits of time and memory.
"""

from .result import Timed, Untimed
from .running import Plan, timings

__all__ = ["Plan", "Timed", "Untimed", "timings"]
