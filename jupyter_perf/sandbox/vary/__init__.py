"""Inputs that the user didn't give, made from those that he did: the second level of evidence.

Everything here is deterministic across processes: the original's and the candidate's process
make the same n-th input from the same values and seed. Nothing changes the values it is given.
"""

from __future__ import annotations

from .base import Call, Values, Variant
from .calls import call_variants
from .cells import cell_variant, variants
from .programs import stdin_variants
from .redrawn import LABELS as REDRAWN
from .redrawn import redrawn
from .similar import scalar_count, similar_calls
from .special import MOST_ROWS as LONGEST
from .special import special_calls, special_variants
from .special_programs import special_inputs

__all__ = [
    "LONGEST",
    "REDRAWN",
    "Call",
    "Values",
    "Variant",
    "call_variants",
    "cell_variant",
    "redrawn",
    "scalar_count",
    "similar_calls",
    "special_calls",
    "special_inputs",
    "special_variants",
    "stdin_variants",
    "variants",
]
