"""Which family an operation belongs to: those of one reach about the same share of a peak."""

from __future__ import annotations

from .tally import Call, Tally, first_out, numel

THIN = 8
"""Input channels of a group below which a convolution can't use vector units well."""
BACKWARD = " backward"
_BY_PART = (
    ("attention", "attention"),
    ("rnn", "recurrent"),
    ("_cell", "recurrent"),
    ("batch_norm", "batch normalization"),
    ("norm", "normalization"),
    ("softmax", "softmax"),
    ("pool", "pooling"),
    ("upsample", "pooling"),
    ("embedding", "lookup"),
)
_COPIES = ("copy_", "clone", "_to_copy", "cat", "stack", "contiguous", "index", "index_select")
_FUNCTION = 1.5
"""Operations for each element from which on it is a function rather than arithmetic."""


def family(name: str, tally: Tally, call: Call) -> str:
    """`convolution`, `product`, `function`, …, with `backward` behind it where it is one."""
    base = name.split("::")[-1]
    back = BACKWARD if "backward" in base else ""
    if "conv" in base:
        weight = call.values.get("weight")
        thin = weight is not None and weight.shape[1] < THIN
        return ("thin convolution" if thin else "convolution") + back
    for part, kind in _BY_PART:
        if part in base and not base.startswith("linalg"):
            return kind + back
    if tally.matrix:
        return "product"
    if base in _COPIES:
        return "copy"
    out = first_out(call)
    elements = numel(out) if hasattr(out, "numel") else 0
    return "function" + back if tally.vector > _FUNCTION * max(1, elements) else "elements"
