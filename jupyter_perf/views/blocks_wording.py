"""What an estimate of blocks says in words: the answer first, and advice where figures bear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..core import units
from ..core.ranges import Range
from ..estimation.blocks.result import Block, BlockEstimate, Instruction, Prediction
from . import blocks_kinds as kinds
from .limits import clipped

_IN_ALL = 3
"""Names of a list that are said before "… and more"."""


def headline(found: BlockEstimate) -> str:
    """`about 4.2 cycles an iteration [3.9, 4.6] on AMD Zen 4; the chain through `vaddsd` …`."""
    first = found.blocks[0].predictions[0]
    if len(found.blocks) == 1:
        said = f"about {cycles(first.cycles, 'cycles an iteration')} on {first.title}"
        return f"{said}; {limit(found.blocks[0], first)}"
    values = [block.predictions[0].cycles.value for block in found.blocks]
    low, high = map(short, (min(values), max(values)))
    range_ = low if low == high else f"{low} to {high}"
    return f"{len(values)} blocks: about {range_} cycles an iteration on {first.title}"


def cycles(value: Range, unit: str = "") -> str:
    """`4.2 cycles an iteration [3.9, 4.6]`, with as many digits as the interval supports."""
    digits = 2 if value.high - value.low < _NARROW else _digits(value.value)
    number, low, high = (
        f"{each:,.{digits if each < _LARGE else 0}f}"
        for each in (value.value, value.low, value.high)
    )
    return f"{number}{unit and ' ' + unit} [{low}, {high}]"


def short(value: float) -> str:
    """Cycles of a block or a chain: `0.52`, `4.2`, `120`."""
    return f"{value:,.{_digits(value)}f}"


def number(value: float) -> str:
    """Cycles of an instruction: `0.25`, `13.0`, `120`."""
    return f"{value:.2f}" if abs(value) < 9.995 else short(value)


def _digits(value: float) -> int:
    """After the point: two below 1, none from 100 on."""
    return 2 if abs(value) < 0.995 else 1 if abs(value) < _LARGE else 0


_LARGE = 99.95
_NARROW = 0.15
"""Cycles: ends that are nearer have two digits after the point."""


def limit(block: Block, found: Prediction) -> str:
    """What limits the block, and what would help where the figures say so."""
    if not found.path:
        return "the work itself limits it: no iteration waits for the one before"
    through = f"the chain through {_names(block.instructions, found.path)}"
    if found.bound == "throughput":
        return f"the work itself limits it: {through} takes {short(found.chain)}"
    if found.bound == "both":
        return f"{through} and the work itself limit it alike"
    said = f"{through} limits it ({chain(found)})"
    advice = _advice(block, found)
    return f"{said}: {advice}" if advice else said


def chain(found: Prediction) -> str:
    """Cycles of the chain. A sum of learnt latencies may be more than there are: it takes all."""
    if not found.path:
        return "none"
    return short(found.chain) if found.chain <= found.cycles.high else "all of it"


def facts(block: Block, found: Prediction) -> list[str]:
    """Sentences that stand below the headline."""
    said = []
    if (seconds := found.seconds) is not None and found.clock_hz is not None:
        clock = units.trimmed(units.short(found.clock_hz)).removesuffix("G")
        about, ends = units.value_and_range(seconds.value, seconds.low, seconds.high, units.seconds)
        between = f" ({ends})" if ends else ""
        said.append(f"About {about}{between} an iteration at the {clock} GHz measured here")
    if found.bound == "chain" and found.unchained is not None:
        said.append(f"If no iteration waited for the one before: about {cycles(found.unchained)}")
    if advised := _flag(block, found):
        said.append(advised)
    return [*said, *sensitivity(block, found)]


def sensitivity(block: Block, found: Prediction) -> list[str]:
    """`Without this divide (`vdivsd`, at 0x1f): 4.1 instead of 13.2`, where it is clearly less; of
    several instructions of a name what would be without all of them."""
    names = [line.mnemonic for line in block.instructions]
    said = []
    for line, value in zip(block.instructions, found.without or (), strict=False):
        if value is not None and line.mnemonic not in found.without_all:
            where = f"`{line.mnemonic}`, at {address(line)}"
            said.append((value, f"Without this {kinds.kind(line)} ({where})"))
    for name, value in found.without_all.items():
        noun = kinds.kind(block.instructions[names.index(name)])
        many = units.counted(names.count(name), noun, kinds.plural(noun))
        said.append((value, f"Without its {many} (`{name}`)"))
    clear = [each for each in said if each[0].high < found.cycles.low]
    least = sorted(clear, key=lambda each: each[0].value)[:_IN_ALL]
    now = short(found.cycles.value)
    return [f"{which}: {cycles(value)} instead of {now}" for value, which in least]


def address(line: Instruction) -> str:
    return f"0x{line.address:x}"


def chain_marks(block: Block, found: Prediction) -> list[str]:
    """One mark a line: where the loop-carried chain passes, and `│` between; "" elsewhere."""
    places = sorted(set(found.path))
    marks = [""] * len(block.instructions)
    if not places:
        return marks
    if len(places) == 1:
        marks[places[0]] = "↺"
        return marks
    for at in range(places[0], places[-1] + 1):
        marks[at] = "├" if at in places else "│"
    marks[places[0]], marks[places[-1]] = "╭", "╰"
    return marks


def title(block: Block, most: int) -> str:
    """`numba: f(…), loop at line 3 · 5 instructions, 23 bytes`."""
    lines = units.counted(len(block.instructions), "instruction")
    where = "" if block.line is None else f", loop at line {block.line}"
    size = f"{lines}, {units.counted(len(block.code), 'byte')}"
    return f"{clipped(block.origin, most)}{where} · {size}"


def notes(block: Block) -> list[str]:
    """Of reading and predicting it, each once; with several targets, of whom."""
    several = len(block.predictions) > 1
    said = [*block.notes]
    for found in block.predictions:
        said += [f"{found.title}: {each}" if several else each for each in found.notes]
    return list(dict.fromkeys(said))


def footnote(found: BlockEstimate) -> str:
    took = f"predicted in {units.seconds(found.searched_seconds)}"
    return "; ".join(filter(None, (found.model, took)))


def _names(lines: Sequence[Instruction], path: Iterable[int]) -> str:
    """`` `vmulsd`, `vaddsd` ``: each once, in the order of the chain."""
    names = list(dict.fromkeys(f"`{lines[at].mnemonic}`" for at in path))
    more = len(names) - _IN_ALL
    return ", ".join(names[:_IN_ALL]) + (f" and {more} more" if more > 0 else "")


def _advice(block: Block, found: Prediction) -> str:
    if not found.gains_from_cutting:
        return ""
    if kinds.accumulates(block, found):
        return "several accumulators would help"
    if {kinds.kind(block.instructions[at]) for at in found.path} == {"load"}:
        return "each load waits for the one before, so items side by side would help"
    return ""


def _flag(block: Block, found: Prediction) -> str:
    """What lets a compiler take several accumulators by itself, where it didn't."""
    floating = all(re.search(r"[sp][sd]$", block.instructions[at].mnemonic) for at in found.path)
    advised = (
        found.bound == "chain" and found.gains_from_cutting and kinds.accumulates(block, found)
    )
    if not (advised and floating and block.origin.startswith("numba")):
        return ""
    return (
        "`@njit(fastmath=True)` lets the compiler take several accumulators; sums are then rounded"
        " in another order"
    )
