"""What is predicted of the blocks of a hot loop: cycles per iteration, and what they are made of.

Everything here is plain data, so that it goes into records and back unchanged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...core import serial
from ...core.ranges import Range
from ...core.results import Result

if TYPE_CHECKING:
    import pandas as pd

CHAIN_SHARE = 0.85
"""From this share of the cycles on, the longest loop-carried chain is said to limit the block."""
_SAME = 0.95
"""What is left of the cycles without the chain, where it isn't what limits them alone."""
_CLEAR_GAIN = 0.9
"""At most this share of the cycles is left where an advice is given, at the ends that speak most
against it."""


@dataclasses.dataclass(frozen=True)
class Instruction:
    """One line of the listing."""

    address: int
    code: str
    """Its bytes, in hex."""
    text: str
    """In Intel's syntax."""

    @property
    def mnemonic(self) -> str:
        """`vaddsd`; with `lock` or `rep` in front where it has one."""
        words = self.text.split()
        prefixes = [word for word in words[:-1] if word in ("lock", "rep", "repe", "repne")]
        rest = [word for word in words if word not in prefixes]
        return " ".join([*prefixes, *rest[:1]])


@dataclasses.dataclass(frozen=True)
class Prediction:
    """What one block takes on one microarchitecture; all cycles are per iteration."""

    target: str
    """As `--target` takes it: `zen4`."""
    title: str
    """`AMD Zen 4`."""
    cycles: Range
    contributions: tuple[float, ...]
    """Cycles of each instruction, in their order; they sum to `cycles.value`."""
    chain: float
    """Of the longest loop-carried chain, by the latencies that the model learnt."""
    path: tuple[int, ...] = ()
    """Places of the instructions on that chain."""
    without: tuple[Range | None, ...] = ()
    """The block predicted anew without each of its instructions; None where it wasn't."""
    without_all: Mapping[str, Range] = dataclasses.field(default_factory=dict)
    """The same without all instructions of a name, for the heaviest that occur several times."""
    unchained: Range | None = None
    """The block predicted anew with the chain cut by an instruction that sets its register to
    zero; None where no register carries the chain."""
    clock_hz: float | None = None
    """Cycles in a second, where they were measured."""
    notes: tuple[str, ...] = ()
    """What widens the interval."""

    @property
    def seconds(self) -> Range | None:
        """Per iteration; None where the clock isn't known."""
        return None if self.clock_hz is None else self.cycles.scaled(1 / self.clock_hz)

    @property
    def bound(self) -> str:
        """What limits it: `chain`, an iteration waiting for the one before, `throughput`, the work
        itself, or `both`, where it would be no faster without the chain."""
        if not self.path or self.chain < CHAIN_SHARE * self.cycles.value:
            return "throughput"
        cut = self.unchained
        return "both" if cut is not None and cut.value > _SAME * self.cycles.value else "chain"

    @property
    def gains_from_cutting(self) -> bool:
        """Whether it would clearly be faster if no iteration waited for the one before."""
        cut = self.unchained
        return cut is not None and cut.high <= _CLEAR_GAIN * self.cycles.low


@dataclasses.dataclass(frozen=True)
class Block:
    """The body of one loop, on each microarchitecture that was asked for."""

    origin: str
    """Where it comes from, in words: `numba: dot(array(float64, 1d, C))`."""
    instructions: tuple[Instruction, ...]
    predictions: tuple[Prediction, ...]
    notes: tuple[str, ...] = ()
    """Of how it was read."""
    choices: tuple[str, ...] = ()
    """Other loops of the same function, and how to ask for them."""
    line: int | None = None
    """Of the source that it was compiled from, where that is known."""

    @property
    def code(self) -> bytes:
        return bytes.fromhex("".join(each.code for each in self.instructions))


@dataclasses.dataclass(frozen=True)
class BlockEstimate(Result):
    """Predicted cycles per iteration of hot loops' bodies, per microarchitecture.

    `cycles` and `seconds` are those of the first block on the first target.
    """

    source: str
    """What was asked: assembly, hex, an expression."""
    blocks: tuple[Block, ...]
    assumptions: tuple[str, ...] = ()
    model: str = ""
    """Which model predicted this, from which data, with which errors."""
    searched_seconds: float = 0.0
    """Wall seconds that it took to find out."""
    created: str = ""
    versions: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def cycles(self) -> Range:
        return self.blocks[0].predictions[0].cycles

    @property
    def seconds(self) -> Range | None:
        return self.blocks[0].predictions[0].seconds

    def to_frame(self) -> pd.DataFrame:
        """One row per block, target and instruction. `cycles` is the instruction's contribution,
        `without` the block's cycles without it (with `without_low` and `without_high`)."""
        return serial.frame(row for at, each in enumerate(self.blocks) for row in _rows(at, each))


@dataclasses.dataclass(frozen=True)
class _Row:
    """One line of `to_frame`."""

    block: int
    origin: str
    target: str
    address: int
    bytes: str
    text: str
    cycles: float
    on_chain: bool
    without: Range | None


def _rows(number: int, block: Block) -> list[_Row]:
    return [
        _Row(
            number,
            block.origin,
            found.target,
            line.address,
            line.code,
            line.text,
            found.contributions[at],
            at in found.path,
            found.without[at] if found.without else None,
        )
        for found in block.predictions
        for at, line in enumerate(block.instructions)
    ]
