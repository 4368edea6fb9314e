"""An estimate of blocks as HTML that needs no script: the answer, the listing with its bars, the
loop-carried chain, what each instruction costs if it is left out."""

from __future__ import annotations

from collections.abc import Sequence

from ..estimation.blocks.result import Block, BlockEstimate
from . import blocks_rows as rows
from . import blocks_wording as wording
from . import static_html as page
from . import svg
from .blocks_levels import Cut
from .folded import bullets
from .limits import clipped

_STYLE = (
    "<style>.jperf.jperf .blk td,.jperf.jperf .blk th{white-space:nowrap;padding:0 10px 0 4px;"
    "max-width:none;vertical-align:middle}"
    ".jperf.jperf .blk .n{text-align:right}"
    ".jperf .blk tr.via{background:rgba(217,115,26,.13)}"
    ".jperf .blk i{font-style:normal;font-weight:bold;color:#d9731a}"
    ".jperf.jperf .blk td>code{background:none}"
    ".jperf .blk svg{display:inline-block;margin:0 6px 0 0;vertical-align:middle}</style>"
)
_BAR, _HIGH = 70.0, 9.0
"""The longest bar, and each one's height, in pixels."""


def html(found: BlockEstimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The whole of it."""
    parts = [_STYLE, _headline(clipped(wording.headline(found), 2 * cut.words_chars))]
    first = found.blocks[0]
    if len(found.blocks) == 1:
        said = wording.facts(first, first.predictions[0])
        parts += [page.paragraph(clipped(each, cut.words_chars)) for each in said]
    parts.append(_summary(found, cut))
    for number, block in enumerate(found.blocks[: cut.blocks]):
        parts.append(_listing(block, cut, opened=number == 0))
    parts += [_notes(found, cut), bullets("Assumed", found.assumptions, cut)]
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in aside]
    parts.append(page.paragraph(clipped(wording.footnote(found), 2 * cut.words_chars), "soft"))
    return page.root(*parts)


def _headline(said: str) -> str:
    strong, mark, rest = said.partition("; ")
    return f'<p class="head plain"><b>{page.prose(strong)}</b>{page.prose(mark + rest)}</p>'


def _summary(found: BlockEstimate, cut: Cut) -> str:
    shown = rows.summary(found, cut.rows, cut.words_chars)
    if not shown:
        return ""
    kept = [at for at in range(len(rows.HEAD)) if any(row[at] for row in shown)]
    table = page.table(
        [rows.HEAD[at] for at in kept], [[row[at] for at in kept] for row in shown], "blk"
    )
    more = rows.left_out(found, len(shown))
    return table + (page.paragraph(more, "soft") if more else "")


def _listing(block: Block, cut: Cut, *, opened: bool) -> str:
    if not cut.lines:
        return ""
    shown, longest = rows.lines_of(block, cut.lines), rows.scale(block)
    marks = [wording.chain_marks(block, found) for found in block.predictions]
    body = ""
    for line in shown:
        if line.skipped:
            body += f'<tr><td colspan="9">{rows.gap(line)}</td></tr>'
        else:
            body += _row(block, line.at, [each[line.at] for each in marks], longest, cut)
    table = f'<table class="blk"><tr>{_head(block, cut)}</tr>{body}</table>'
    carried = any(found.path for found in block.predictions)
    legend = page.paragraph(_LEGEND if carried else _BARS, "soft")
    content = table + legend + bullets("Other loops", block.choices, cut)
    return page.details(wording.title(block, cut.words_chars), content, opened=opened)


_BARS = "Bars: cycles of each instruction, which sum to the block's."
_LEGEND = f"{_BARS} Marked: the chain that each iteration hands on to the next."


def _head(block: Block, cut: Cut) -> str:
    several = len(block.predictions) > 1
    names = ["At", *(["Bytes"] if cut.code else []), "Instruction"]
    cells = "".join(f"<th>{name}</th>" for name in names)
    for found in block.predictions:
        on = f" on {page.escape(found.title)}" if several else ""
        cells += f'<th></th><th>Cycles{on}</th><th class="n">Without it</th>'
    return cells


def _row(block: Block, at: int, marks: Sequence[str], longest: float, cut: Cut) -> str:
    line = block.instructions[at]
    cells = f"<td><code>{line.address:x}</code></td>"
    if cut.code:
        cells += f"<td><code>{line.code}</code></td>"
    cells += f"<td><code>{page.escape(clipped(line.text, cut.words_chars))}</code></td>"
    for found, mark in zip(block.predictions, marks, strict=True):
        cost = found.contributions[at]
        without = found.without[at] if found.without else None
        less = "" if without is None else wording.number(without.value)
        bar = _bar(rows.share(cost, longest), at in found.path)
        cells += (
            f'<td><i>{mark}</i></td><td>{bar}{wording.number(cost)}</td><td class="n">{less}</td>'
        )
    on_path = any(at in found.path for found in block.predictions)
    classes = ' class="via"' if on_path else ""
    return f"<tr{classes}>{cells}</tr>"


def _bar(share: float, on_path: bool) -> str:
    """A bar that keeps its place where its length is none, so that figures stay aligned."""
    colour = svg.ORANGE if on_path else svg.BLUE
    rect = f'<rect width="{_BAR * share:.0f}" height="{_HIGH:g}" fill="{colour}"/>'
    return f'<svg width="{_BAR:g}" height="{_HIGH:g}" aria-hidden="true">{rect}</svg>'


def _notes(found: BlockEstimate, cut: Cut) -> str:
    shown = found.blocks[: max(cut.blocks, 1)]
    notes = list(dict.fromkeys(each for block in shown for each in wording.notes(block)))
    return bullets("Notes", notes, cut, opened=True)
