"""Inputs that the user didn't give, made from those that he did: the second level of evidence.

Everything here is deterministic across processes: the original's and the candidate's process
make the same n-th input from the same values and seed. Nothing changes the values it is given.
"""

from __future__ import annotations

from .base import Call, Values, Variant
from .calls import call_variants
from .cells import cell_variant, variants
from .programs import stdin_variants
from .similar import similar_calls
from .special import special_calls, special_variants
from .special_programs import special_inputs

__all__ = [
    "Call",
    "Values",
    "Variant",
    "call_variants",
    "cell_variant",
    "similar_calls",
    "special_calls",
    "special_inputs",
    "special_variants",
    "stdin_variants",
    "variants",
]
