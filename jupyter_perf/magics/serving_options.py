"""`--serve` and the options that go with it: from a line of text to values."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UsageError
from .options import argument

ARGUMENTS = (
    argument(
        "--serve",
        nargs="*",
        metavar="REQUESTS",
        help="which machines to rent for --config, and how many; the cell, or what stands here, is"
        " a log's or histogram's name or path, a literal {(512, 128): 0.7}, or a usual mix: chat",
    ),
    argument("--rate", type=float, metavar="R", help="with --serve: requests a second (a log's)"),
    argument(
        "--slo",
        metavar="TIMES",
        help="with --serve: the latency to meet, such as tpot=100ms,ttft=2 (tpot: of each further"
        " token; ttft: of the first one; latency: of the whole answer)",
    ),
    argument(
        "--profile",
        metavar="NAME",
        help="with --serve: measured throughputs, by a name or path: a table, Mélange's form, or"
        " results of vLLM's or SGLang's benchmark",
    ),
    argument(
        "--columns",
        metavar="NAMES",
        help="with --serve: a log's columns, such as input=prompt_len,output=answer_len,time=at",
    ),
    argument(
        "--tensor-parallel",
        metavar="N",
        help="with --serve: devices that may share a model, such as 1,2,4",
    ),
    argument(
        "--most",
        action="append",
        metavar="NAME=N",
        help="with --serve: how many are to be had, such as a100-80gb=3 (repeatable)",
    ),
    argument("--slices", type=int, metavar="N", help="with --serve: parts of each size (4)"),
    argument("--replicas", type=int, metavar="N", help="with --serve: instances at least"),
    argument("--spare", type=float, metavar="R", help="with --serve: capacity beyond the load"),
    argument(
        "--day",
        nargs="?",
        const=True,
        metavar="NAME",
        help="with --serve: plan each hour of the log, or of a list of 24 rates",
    ),
    argument(
        "--acceptance",
        metavar="P",
        help="with --serve: share of drafted tokens that are right, such as 0.7,0.8",
    ),
    argument(
        "--draft-cost",
        type=float,
        metavar="R",
        help="with --serve: a draft model's pass as a share of the model's (0.05)",
    ),
)
_OWN = (
    *("rate", "slo", "profile", "columns", "tensor_parallel", "most", "slices", "replicas"),
    *("spare", "day", "acceptance", "draft_cost"),
)
_BITS = ("weight_bits", "activation_bits", "kv_bits")
_GO_WITH = (*_OWN, *_BITS, "serve", "spot", "target", "config", "into")
_ASKED = re.compile(r"(?<![\w-])--serve(?![\w-])")


@dataclass(frozen=True)
class ServingOptions:
    """What one `%%estimate --serve` was asked; names aren't looked up yet."""

    requests: str = ""
    """In place of a cell's body."""
    config: str | None = None
    targets: tuple[str, ...] | None = None
    """None: those of the profile, else all GPUs with a price."""
    rate: float | None = None
    slo: str | None = None
    spot: bool = False
    day: str | bool | None = None
    bits: Mapping[str, float] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)
    """The other fields of a workload's `own`."""
    into: str | None = None


def is_asked_in(line: str) -> bool:
    """Whether a magic's line asks about serving, so that its cell isn't Python."""
    return _ASKED.search(line) is not None


def read_serving(
    given: Namespace, into: str | None, targets_of: Callable[[list[str]], tuple[str, ...]]
) -> ServingOptions | None:
    """What `given` says of serving; None where that isn't asked for. Raises UsageError."""
    if given.serve is None:
        for name in _OWN:
            if getattr(given, name) is not None:
                raise UsageError(f"{_option(name)} goes with --serve: it says what is served, how")
        return None
    for name, value in vars(given).items():
        if name not in _GO_WITH and value not in (None, False):
            raise UsageError(
                f"{_option(name)} says nothing of what is served: leave it out, or leave out"
                " --serve"
            )
    said = {name: value for name in _BITS if (value := getattr(given, name)) is not None}
    return ServingOptions(
        requests=" ".join(given.serve),
        config=given.config,
        targets=targets_of(given.target) if given.target else None,
        rate=given.rate,
        slo=given.slo,
        spot=given.spot,
        day=given.day,
        bits=said,
        own=_own(given),
        into=into,
    )


def _own(given: Namespace) -> dict[str, Any]:
    """Fields of a workload's `own`. Raises UsageError."""
    found = {
        "profile": given.profile,
        "columns": _pairs("--columns", given.columns),
        "tensor_parallel": _numbers("--tensor-parallel", given.tensor_parallel, int),
        "most": _limits(given.most),
        "slices": given.slices,
        "min_replicas": given.replicas,
        "spare": given.spare,
        "acceptance": _numbers("--acceptance", given.acceptance, float),
        "draft_cost": given.draft_cost,
    }
    return {name: value for name, value in found.items() if value is not None}


def _pairs(option: str, text: str | None) -> dict[str, str] | None:
    """`input=a,output=b` as a dictionary."""
    if text is None:
        return None
    found = {}
    for part in text.split(","):
        name, equals, value = (each.strip() for each in part.partition("="))
        if not name or not equals or not value:
            raise UsageError(f"{option} takes pairs, such as input=prompt_len, not {part!r}")
        found[name] = value
    return found


def _limits(given: list[str] | None) -> dict[str, int] | None:
    if given is None:
        return None
    found = {}
    for name, number in (_pairs("--most", ",".join(given)) or {}).items():
        try:
            found[name] = int(number)
        except ValueError:
            raise UsageError(f"--most {name}={number}: a whole number was expected") from None
    return found


def _numbers(option: str, text: str | None, kind: type[int | float]) -> tuple[Any, ...] | None:
    if text is None:
        return None
    try:
        return tuple(kind(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"{option} takes numbers, such as 1,2,4 or 0.7, not {text!r}") from None


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
