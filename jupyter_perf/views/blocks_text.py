"""An estimate of blocks as text: for consoles, logs and files that hold no HTML; 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..estimation.blocks.result import Block, BlockEstimate, Prediction
from . import blocks_rows as rows
from . import blocks_wording as wording
from .blocks_levels import Cut
from .limits import clipped, visible
from .lines import wrapped

_BAR = 8
_SHORTEST = 12
"""Characters of an instruction, at least."""
_TEXT = 38
"""And at most: longer ones are cut."""


def text(found: BlockEstimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """`aside` are remarks of the caller."""
    lines = wrapped(clipped(wording.headline(found), 2 * cut.words_chars))
    first = found.blocks[0]
    if len(found.blocks) == 1:
        for said in wording.facts(first, first.predictions[0]):
            lines += wrapped(clipped(said, cut.words_chars))
    lines += _summary(found, cut)
    for block in found.blocks[: cut.blocks]:
        lines += _listing(block, cut)
    lines += _remarks(found, cut, aside)
    return visible("\n".join(lines))


def _summary(found: BlockEstimate, cut: Cut) -> list[str]:
    shown = rows.summary(found, cut.rows, min(cut.words_chars, 24))
    if not shown:
        return []
    kept = [at for at in range(len(rows.HEAD)) if any(row[at] for row in shown)]
    table = [[row[at] for at in kept] for row in (rows.HEAD, *shown)]
    return ["", *_aligned(table), *filter(None, [rows.left_out(found, len(shown))])]


def _listing(block: Block, cut: Cut) -> list[str]:
    if not cut.lines:
        return []
    lines = ["", *wrapped(wording.title(block, cut.words_chars))]
    shown, longest = rows.lines_of(block, cut.lines), rows.scale(block)
    at_most = max((len(block.instructions[line.at].text) for line in shown), default=0)
    width = min(max(at_most, _SHORTEST), _TEXT)
    for found in block.predictions:
        if len(block.predictions) > 1:
            lines += ["", f"On {found.title}:"]
        lines.append(f"{'at':>6}  {'cycles':<{_BAR + 6}}  {'instruction':<{width + 3}}without it")
        marks = wording.chain_marks(block, found)
        lines += [
            f"        {rows.gap(line)}"
            if line.skipped
            else _line(block, found, line.at, marks[line.at], (longest, width))
            for line in shown
        ]
        if found.path:
            carried = "↺ carries" if len(set(found.path)) == 1 else "╭ ├ ╰ carry"
            lines.append(f"{carried} the chain into the next iteration")
    return lines + _listed("Other loops:", block.choices, cut)


def _line(block: Block, found: Prediction, at: int, mark: str, widths: tuple[float, int]) -> str:
    longest, width = widths
    line, cost = block.instructions[at], found.contributions[at]
    bar = "█" * round(_BAR * rows.share(cost, longest))
    without = found.without[at] if found.without else None
    less = "" if without is None else wording.number(without.value)
    said = f"{line.address:>6x}  {bar:<{_BAR}}{wording.number(cost):>6}  {mark:<2}"
    return f"{said} {clipped(line.text, width):<{width}}  {less:>8}".rstrip()


def _remarks(found: BlockEstimate, cut: Cut, aside: Sequence[str]) -> list[str]:
    shown = found.blocks[: max(cut.blocks, 1)]
    notes = list(dict.fromkeys(each for block in shown for each in wording.notes(block)))
    lines = _listed("Notes:", notes, cut) + _listed("Assumed:", found.assumptions, cut)
    lines.append("")
    for said in (*aside, wording.footnote(found)):
        lines += wrapped(clipped(said, cut.words_chars))
    return lines


def _listed(head: str, said: Sequence[str], cut: Cut) -> list[str]:
    lines = [part for each in said[: cut.notes]
             for part in wrapped(f"- {clipped(each, cut.words_chars)}", "  ")]  # fmt: skip
    if (more := len(said) - cut.notes) > 0:
        lines.append(f"  … and {more} more")
    return ["", head, *lines] if said else []


def _aligned(table: Iterable[Sequence[str]]) -> list[str]:
    table = list(table)
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table]  # fmt: skip
