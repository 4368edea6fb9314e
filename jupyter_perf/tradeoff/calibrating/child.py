"""The process that does real steps on a card, from its start to its last line."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...sandbox.limits import kernel
from ...sandbox.limits.oom import prefer_me
from . import standin

if TYPE_CHECKING:
    from .card import Card

_STEPS = 3
"""The second makes what stays for good; from there on they are alike."""
_MARGIN = 2.0
"""Of the memory that is free: room for whoever uses the card, and for what a trace can't know."""


def main(job: int, out: int, path: Sequence[str]) -> None:
    """Do what the descriptor `job` asks for; write one line of JSON each to `out`."""
    with os.fdopen(job, "rb") as read:
        asked = json.loads(read.readline())
    _settle(asked, path)
    import torch

    torch.set_num_threads(1)

    def say(line: Mapping[str, Any]) -> None:
        os.write(out, json.dumps(line).encode() + b"\n")

    try:
        card = _card(asked["card"])
        say(card.about())
        for batch in asked["batches"]:
            say(_step(card, asked, batch))
    # What PyTorch raises for no driver, no memory and kernels that are missing.
    except (RuntimeError, AssertionError) as error:
        say({"why": _first_line(error)})


def _settle(asked: Mapping[str, Any], path: Sequence[str]) -> None:
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    prefer_me()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:] = list(path)
    # Before PyTorch is imported: by them it chooses the card and how it takes memory.
    os.environ.update(asked["settings"])
    warnings.simplefilter("ignore")


def _card(name: str) -> Card:
    module, _, kind = name.partition(":")
    made: Card = getattr(importlib.import_module(module), kind)()
    return made


def _step(card: Card, asked: Mapping[str, Any], batch: int) -> dict[str, Any]:
    """A traced step and the same one on the card. Raises RuntimeError where it has no room."""
    from ..stepping import Stepper

    size = standin.Size(**asked["size"])
    kind = (asked["precision"], asked["optimizer"])
    rounded = int(standin.traced(size, batch, *kind)["rounded_peak_bytes"])
    card.forget()
    free = card.free_bytes()
    if _MARGIN * rounded > free:
        raise RuntimeError(f"only {free / 1e9:.1f} GB of its memory are free")
    stepper = Stepper(standin.making(size, batch, *kind, card.device))
    for _ in range(_STEPS):
        stepper.step()
    allocated, reserved = card.peaks()
    return {
        "batch": batch,
        "rounded_bytes": rounded,
        "allocated_bytes": allocated,
        "reserved_bytes": reserved,
        "context_bytes": card.context_bytes(),
    }


def _first_line(error: BaseException) -> str:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return said[0][:300].rstrip(". ")
