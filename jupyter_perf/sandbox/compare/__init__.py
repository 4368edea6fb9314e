"""Are two results the same, and if not, where do they first differ, in the user's words?

    same(a, b)           two encoded results: `Same` or `FirstDifference`
    same_outcome(a, b)   two repetitions, with what they printed and raised

`a` is always the original and `b` the candidate. Only plain data is read here.
"""

from .outcome import same_outcome
from .result import Difference, FirstDifference, Same
from .sayable import Sayable
from .walk import same

__all__ = ["Difference", "FirstDifference", "Same", "Sayable", "same", "same_outcome"]
