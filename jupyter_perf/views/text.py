"""A refinement as text: for consoles, logs and files that hold no HTML. At most 80 columns."""

from __future__ import annotations

from ..refinement.result import Refinement
from ..refinement.verdict import Faster
from . import alternatives, conversation_wording, qualifying, remarks, wording
from .diff import unified
from .limits import Detail, clipped, visible
from .lines import WIDTH, wrapped

_FURTHER = "        "
_LINES_OF_ONE = 4
"""What one very wide line of code may take."""


def text(found: Refinement, detail: Detail, top: int = 1, aside: tuple[str, ...] = ()) -> str:
    """`aside` are remarks of the caller (a stored result, a budget that was cut)."""
    lines = wrapped(clipped(wording.headline(found).text, detail.words_chars))
    if warning := remarks.isolation_warning(found):
        lines += wrapped(f"Warning: {warning}")
    for said in conversation_wording.warnings(found):
        lines += wrapped(clipped(said, detail.words_chars))
    for shown in shown_in_full(found, top):
        lines += ["", *_one(found, shown, detail)]
    if summary := wording.others_summary(found):
        lines += ["", *wrapped(summary)]
    lines += alternatives.lines(found, detail)
    ranked = [] if wording.is_only_the_best(found) else wording.ranked(found)
    ranked = ranked[len(alternatives.compared(found)) :]
    for verdict in ranked[: detail.verdicts]:
        line = clipped(wording.verdict_line(verdict), detail.words_chars)
        lines += wrapped(f"- {line}", "  ")[: detail.lines_each]
    if len(ranked) > detail.verdicts:
        lines.append(f"  … and {len(ranked) - detail.verdicts} more")
    if found.best is None:
        for line in remarks.where_time_goes(found):
            lines += wrapped(clipped(line, detail.words_chars))[: detail.lines_each]
    lines += _conversation(found, detail)
    lines.append("")
    for line in (*aside, *remarks.footnotes(found)[-detail.notes :]):
        lines += wrapped(clipped(line, detail.words_chars))
    return visible("\n".join(lines))


def _conversation(found: Refinement, detail: Detail) -> list[str]:
    said = conversation_wording.lines(found, detail)
    return ["", *(part for line in said for part in wrapped(line, "  "))] if said else []


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
        return wrapped(f"{name} is not shown in full here: see jp.last().{attribute}")
    head = wording.steps(verdict)
    if verdict.candidate.summary:
        head += f": {verdict.candidate.summary}"
    lines = wrapped(clipped(head, detail.words_chars))
    diff = unified(found.source, verdict.candidate.code, detail.diff_lines)
    for line in diff:
        lines += _broken(f"  {line}")
    timing = qualifying.timing_lines(verdict, in_headline=verdict == found.best)
    for line in (*timing, *qualifying.evidence_lines(verdict.evidence)):
        lines += wrapped(clipped(line, detail.words_chars))[: detail.lines_each]
    return lines


def _broken(line: str) -> list[str]:
    """A line of code that is too wide goes on in further lines: here it's all there is to see."""
    line = line.expandtabs(4)
    rest = WIDTH - len(_FURTHER)
    parts = [line[:WIDTH]]
    parts += [_FURTHER + line[at : at + rest] for at in range(WIDTH, len(line), rest)]
    if len(parts) > _LINES_OF_ONE:
        parts = [*parts[: _LINES_OF_ONE - 1], f"{_FURTHER}…"]
    return parts
