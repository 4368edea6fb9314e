"""Chains whose cycles are known, alone and in company: what a latency is.

Compiled programs hardly ever hang on one chain alone, so that many latencies can't be told from
them. A chain takes the sum of its links' latencies, and what stands beside it and has room there
leaves it as slow as it was: so these blocks are labelled from `latencies`, none was measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..decoding import iced_x86
from .data import Measured
from .latencies import CHASE, Family, families

TARGET = "zen4"
_TIMES = (1, 2, 3, 4, 6, 8, 12)
_ALIKE = 2
"""Chains of one link over and over, for each of _TIMES."""
_MIXED = 60
"""Chains of several kinds, of each family."""
_MOST_IN_A_CYCLE = 3
"""Instructions: Zen 4 takes six a cycle, three of them loads."""
_BASES = ("RSI", "RDI")
_STEP, _STEPS = 16, 8
"""Offsets from a base in bytes: aligned for any operand, within one line or two."""
_FAR, _FAR_SHARE = 256, 0.15
"""An offset that takes four bytes, and how often."""
_INDEX, _INDEXED_SHARE = "R14", 0.4


def with_anchors(measured: Measured) -> Measured:
    """`measured` with chains of 1 to 12 links, labelled for TARGET only."""
    if TARGET not in measured.targets:
        return measured
    head = measured.targets.index(TARGET)
    chains = list(anchors())
    cycles = np.full((len(chains), len(measured.targets)), np.nan)
    cycles[:, head] = [known for _, known in chains]
    codes = (*measured.codes, *(code for code, _ in chains))
    return Measured(measured.targets, codes, np.concatenate([measured.cycles, cycles]))


def anchors(seed: int = 0) -> Iterator[tuple[bytes, float]]:
    """(code, cycles) of each; the same for a `seed`."""
    chance = random.Random(seed)
    for register in ("RAX", "RCX"):
        for times in _TIMES:
            yield _Block(chance).chase(register, times)
    for family in families():
        for link in family.links:
            for times in _TIMES:
                for _ in range(_ALIKE):
                    yield _Block(chance).chain(family, [link] * times)
        for _ in range(_MIXED if len(family.links) > 1 else 0):
            links = chance.choices(list(family.links), k=chance.choice(_TIMES))
            yield _Block(chance).chain(family, links)


class _Block:
    """One block, as it is written."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.iced = iced_x86()
        self.encoder = self.iced.Encoder(64)
        self.at = 0

    def chain(self, family: Family, links: list[str]) -> tuple[bytes, float]:
        """Through one register, each link with company or without."""
        company = self.chance.random() < 0.75
        register = self.chance.choice(family.chained)
        cycles = sum(family.links[link] for link in links)
        room = max(0, int(_MOST_IN_A_CYCLE * cycles) - len(links)) if company else 0
        for link in links:
            room -= self._link(family, link, register, room)
        if room >= 3 and self.chance.random() < 0.5:
            self._moves()
        return self._taken(), cycles

    def chase(self, register: str, times: int) -> tuple[bytes, float]:
        """Loads, each of where the next one is."""
        for _ in range(times):
            self._put("MOV_R64_RM64", register, self._memory(register, 0))
        return self._taken(), CHASE * times

    def _link(self, family: Family, link: str, register: str, room: int) -> int:
        """How many instructions stand beside it."""
        put = 0
        free = self.chance.choice(family.free)
        forms = ["constant"]
        if room >= 1:
            forms += ["memory", "beside", "loaded", "loaded"]
        if room >= 2 and family.product:
            forms += ["product", "product"]
        form = self.chance.choice(forms)
        if form in ("loaded", "product", "beside"):
            self._put(family.load, free, self._somewhere())
            put += 1
        if form == "product":
            self._on(family.product, free, self._somewhere())
            put += 1
        other: Any = {"constant": family.constant, "beside": family.constant}.get(form, free)
        self._on(link, register, self._somewhere() if form == "memory" else other, family.constant)
        if room - put >= 1 and self.chance.random() < 0.3:
            self._put("LEA_R64_M", "R13", self._somewhere())
            put += 1
        return put

    def _moves(self) -> None:
        """As a loop's end does with its pointers."""
        for base in _BASES:
            self._put("ADD_RM64_IMM8", base, 64)
        self._put("CMP_R64_RM64", "RDI", "RCX")

    def _on(self, code: str, register: str, other: Any, third: str = "") -> None:
        """`register` = `register` ∘ `other`; of fused operations with `third` for the third."""
        if code.startswith("VEX_VFMADD"):
            self._put(code, register, third, other)
        elif code.startswith("VEX_"):
            self._put(code, register, register, other)
        else:
            self._put(code, register, other)

    def _put(self, name: str, *operands: Any) -> None:
        iced = self.iced
        code = getattr(iced.Code, name)
        kinds, given = [], []
        for each in operands:
            is_name = isinstance(each, str)
            kinds.append("reg" if is_name else "i32" if isinstance(each, int) else "mem")
            given.append(getattr(iced.Register, each) if is_name else each)
        made = getattr(iced.Instruction, f"create_{'_'.join(kinds)}")(code, *given)
        self.at += self.encoder.encode(made, self.at)

    def _somewhere(self) -> Any:
        """In each of the usual forms: how an address is written changes no latency of numbers."""
        offset = _STEP * self.chance.randrange(_STEPS)
        if self.chance.random() < _FAR_SHARE:
            offset += _FAR
        index = _INDEX if self.chance.random() < _INDEXED_SHARE else "NONE"
        return self._memory(self.chance.choice(_BASES), offset, index)

    def _memory(self, base: str, offset: int, index: str = "NONE") -> Any:
        registers = self.iced.Register
        return self.iced.MemoryOperand(
            getattr(registers, base),
            getattr(registers, index),
            scale=1 if index == "NONE" else 8,
            displ=offset,
            displ_size=0 if not offset else 1 if offset < _FAR else 8,
        )

    def _taken(self) -> bytes:
        return bytes(self.encoder.take_buffer())
