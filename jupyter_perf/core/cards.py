"""The graphics cards of this machine, as its driver's files list them: nothing of CUDA is started.

Where these files are missing (outside of Linux, in WSL) no card is known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import cgroups, machine, versions
from .targets import Target

SETTINGS = (
    "CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "PYTORCH_ALLOC_CONF", "PYTORCH_CUDA_ALLOC_CONF",
    "CUBLAS_WORKSPACE_CONFIG", "CUDA_MODULE_LOADING",
)  # fmt: skip
"""Variables that decide which card is used, and what is taken of its memory."""
_VERSION = re.compile(r"\b(\d+\.\d+(?:\.\d+)?)\b")
_SIZE = re.compile(r"\d+gb")
_SMALL_WORDS = {"nvidia", "tesla", "gb"}
_OTHER_CARDS = {"ti", "super", "laptop", "mobile", "max"}
"""That make another card of one with the same number."""
_SAME_MEMORY = 0.12
"""Relative: makers' gigabytes are rounded, and some of a card's memory is its own."""


@dataclass(frozen=True)
class Cards:
    """The models of all cards, the driver's version and what else a measurement depends on."""

    names: tuple[str, ...] = ()
    driver: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Of `SETTINGS`, those that are set."""

    @property
    def key(self) -> str:
        """What a measurement of these cards, with this PyTorch, is found by."""
        torch = versions.of_modules(["torch"]).get("torch", "")
        said = [*self.names, self.driver, torch, *(f"{n}={v}" for n, v in self.settings.items())]
        return versions.digest("\n".join(said))[:24]

    def has(self, target: Target) -> bool:
        """Whether `target` may be one of them; how much memory it has is seen later."""
        return any(is_card(name, target) for name in self.names)


def cards_here(proc: Path = cgroups.PROC, environment: Mapping[str, str] | None = None) -> Cards:
    """Those that may be used. `proc` is where that file system is mounted, `environment` this
    process's own where None."""
    known = os.environ if environment is None else environment
    hidden = known.get("CUDA_VISIBLE_DEVICES", "all").strip() in ("", "-1")
    found = _VERSION.search(cgroups.text_of(proc / "driver/nvidia/version"))
    return Cards(
        () if hidden else tuple(sorted(machine.this_machine(proc).gpus)),
        found[1] if found else "",
        {name: known[name] for name in SETTINGS if known.get(name)},
    )


def is_card(name: str, target: Target, memory_bytes: int | None = None) -> bool:
    """Whether a card that calls itself `name` is what `target` describes, by words of both, and by
    the memory where that is known: `NVIDIA A100-SXM4-40GB` is `a100-40gb`."""
    if target.kind != "gpu":
        return False
    if None not in (memory_bytes, target.memory_gb):
        said_bytes = float(target.memory_gb or 0) * 1e9
        if abs(float(memory_bytes or 0) / said_bytes - 1) > _SAME_MEMORY:
            return False
    own, named, titled = _words(name), _words(target.name), _words(target.title)
    if not own or (own - named - titled) & _OTHER_CARDS:
        return False
    return own <= titled or (bool(named) and named <= own)


def _words(text: str) -> set[str]:
    found = set(re.findall(r"[a-z0-9]+", text.lower())) - _SMALL_WORDS
    return {each for each in found if not _SIZE.fullmatch(each)}
