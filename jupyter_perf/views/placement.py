"""How it is shown where a pipeline's functions run: text and static HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..estimation.pipelines.result import Placement
from . import placement_chart as drawing
from . import placement_rows as rows
from . import static_html as page
from .limits import clipped, first_that_fits
from .placement_text import text
from .wide import STYLE, wide


@dataclass(frozen=True)
class _Cut:
    """Most of each kind that is shown."""

    rows: int
    """Of a table, or lines of text."""
    bars: int
    notes: int
    words_chars: int


_LEVELS = (
    *(_Cut(40, 16, 12, 400), _Cut(24, 10, 8, 300), _Cut(12, 8, 8, 240)),
    *(_Cut(8, 6, 4, 240), _Cut(6, 3, 2, 200), _Cut(3, 0, 1, 200)),
)


def mimebundle(found: Placement) -> dict[str, Any]:
    """Both forms of `found`, cut so that together they stay small in a saved notebook."""

    def made(cut: _Cut) -> dict[str, Any]:
        plain = text(found, cut.rows, cut.notes, cut.words_chars)
        return {"text/plain": plain, "text/html": _html(found, cut)}

    return first_that_fits(made, _LEVELS)


def _html(found: Placement, cut: _Cut) -> str:
    tone = "warn" if found.reason else "good"
    parts = [_STYLE, page.headline(clipped(rows.headline(found), 2 * cut.words_chars), tone)]
    parts += [page.paragraph(clipped(said, cut.words_chars), kind)
              for said, kind in rows.facts(found)]  # fmt: skip
    parts += _drawn(rows.chosen_bars(found), "What takes the time, as chosen", cut)
    parts.append(page.details("By function", _table(rows.CHOSEN, rows.chosen(found), cut)))
    if found.alternatives:
        bars, said = rows.alone_bars(found), "What takes the time, all at one place"
        drawn = "".join(_drawn(bars, said, cut))
        table = _table(rows.ALONE, rows.alone(found), cut)
        parts.append(page.details("All of it at one place instead", drawn + table, opened=True))
    parts.append(page.paragraph(clipped(rows.legend(found), 2 * cut.words_chars), "soft"))
    if notes := rows.notes(found):
        shown = rows.counted([clipped(each, cut.words_chars) for each in notes], cut.notes)
        parts.append(page.details(f"Assumed, and left out ({len(notes)})", page.bullets(shown)))
    return page.root(*filter(None, parts))


def _drawn(bars: Sequence[rows.Bar], label: str, cut: _Cut) -> list[str]:
    """What was cut is counted; the table below has more of it."""
    more = len(bars) - cut.bars
    said = page.paragraph(f"… and {more} more, not drawn", "soft") if more > 0 else ""
    return [wide(drawing.chart(bars[: cut.bars], label)), said]


_STYLE = f"<style>.jperf.jperf .where td{{white-space:nowrap}}</style>{STYLE}"


def _table(head: Sequence[str], all_: Sequence[rows.Row], cut: _Cut) -> str:
    shown = _kept(head, all_[: cut.rows], cut)
    more = len(all_) - cut.rows
    said = page.paragraph(f"… and {more} more", "soft") if more > 0 else ""
    return wide(page.table(shown[0], shown[1:], "where")) + said


def _kept(head: Sequence[str], all_: Sequence[rows.Row], cut: _Cut) -> list[list[str]]:
    """Head and rows without columns that are empty throughout."""
    kept = [at for at in range(len(head)) if at == 0 or any(row[at] for row in all_)]
    most = min(cut.words_chars, 60)
    return [[clipped(row[at], most) for at in kept] for row in (tuple(head), *all_)]
