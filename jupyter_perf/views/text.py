"""A refinement as text: for consoles, logs and files that hold no HTML. At most 80 columns."""

from __future__ import annotations

import textwrap

from ..refinement.result import Refinement
from ..refinement.verdict import Faster
from . import qualifying, remarks, wording
from .diff import unified
from .limits import Detail, clipped, visible

_WIDTH = 80


def text(found: Refinement, detail: Detail, top: int = 1, aside: tuple[str, ...] = ()) -> str:
    """`aside` are remarks of the caller (a stored result, a budget that was cut)."""
    lines = _wrapped(clipped(wording.headline(found).text, detail.words_chars))
    if warning := remarks.isolation_warning(found):
        lines += _wrapped(f"Warning: {warning}")
    for shown in shown_in_full(found, top):
        lines += ["", *_one(found, shown, detail)]
    if summary := wording.others_summary(found):
        lines += ["", *_wrapped(summary)]
    ranked = [] if wording.is_only_the_best(found) else wording.ranked(found)
    for verdict in ranked[: detail.verdicts]:
        line = clipped(wording.verdict_line(verdict), detail.words_chars)
        lines += _wrapped(f"- {line}", "  ")[: detail.lines_each]
    if len(ranked) > detail.verdicts:
        lines.append(f"  … and {len(ranked) - detail.verdicts} more")
    if found.best is None:
        for line in remarks.where_time_goes(found):
            lines += _wrapped(clipped(line, detail.words_chars))[: detail.lines_each]
    lines.append("")
    for line in (*aside, *remarks.footnotes(found)[-detail.notes :]):
        lines += _wrapped(clipped(line, detail.words_chars))
    return visible("\n".join(lines))


def shown_in_full(found: Refinement, top: int) -> list[Faster]:
    """The verdicts that get a diff: the best, and with `top` more of those that are faster."""
    faster = [v for v in wording.ranked(found) if isinstance(v, Faster)]
    if found.best is None:
        return faster[: max(1, top)]
    worthwhile = [v for v in faster if v == found.best or not wording.is_small(v)]
    worthwhile = [found.best, *(v for v in worthwhile if v != found.best)]
    return worthwhile[: max(1, top)]


def _one(found: Refinement, verdict: Faster, detail: Detail) -> list[str]:
    if wording.is_folded(verdict):
        attribute = "code" if verdict == found.best else "to_frame()"
        name = clipped(wording.steps(verdict), detail.words_chars)
        return _wrapped(f"{name} is not shown in full here: see jp.last().{attribute}")
    head = wording.steps(verdict)
    if verdict.candidate.summary:
        head += f": {verdict.candidate.summary}"
    lines = _wrapped(clipped(head, detail.words_chars))
    diff = unified(found.source, verdict.candidate.code, detail.diff_lines)
    lines += [_cut(f"  {line}") for line in diff]
    timing = qualifying.timing_lines(verdict, in_headline=verdict == found.best)
    for line in (*timing, *qualifying.evidence_lines(verdict.evidence)):
        lines += _wrapped(clipped(line, detail.words_chars))[: detail.lines_each]
    return lines


def _wrapped(line: str, indent: str = "") -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _cut(line: str) -> str:
    line = line.expandtabs(4)
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
