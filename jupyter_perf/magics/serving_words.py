"""Mistakes in the words of `--serve`'s options: the same checks speak of arguments elsewhere."""

from __future__ import annotations

import re

WHICH_LATENCY = (
    "which latency must be met? Say --slo tpot=100ms for each further token, ttft=2 for the first"
    " one (seconds), latency=10 for the whole answer, or several with commas; with a profile, the"
    " one that it was measured under"
)
_FIELDS = (
    *("rate", "slo", "slices", "spare", "acceptance", "draft_cost", "tensor_parallel"),
    *("weight_bits", "activation_bits", "kv_bits", "min_replicas", "most"),
)
_OPTION_OF = {name: "--" + name.replace("_", "-") for name in _FIELDS} | {
    "min_replicas": "--replicas"
}
_FIELD = re.compile(rf"`({'|'.join(_FIELDS)})`")
_MOST = re.compile(r"`most of (\S+)`")
_COLUMNS = re.compile(r"columns=\{([^{}]*)\}")
_PAIR = re.compile(r"'([^']*)': '([^']*)'")
_DAY = "own={'day': […]}"


def in_options(said: str) -> str:
    """`said` with options in place of the fields of a workload."""
    said = _MOST.sub(r"--most \1", _FIELD.sub(lambda found: _OPTION_OF[found[1]], said))
    said = _COLUMNS.sub(lambda found: "--columns " + _pairs(found[1]), said)
    return said.replace(_DAY, "--day NAME, the name of a list")


def _pairs(inside: str) -> str:
    """`input=NAME,output=NAME`."""
    return ",".join(f"{name}={value}" for name, value in _PAIR.findall(inside))
