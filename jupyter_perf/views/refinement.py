"""How a refinement is shown: text, static HTML, and data for a front end of ours."""

from __future__ import annotations

from typing import Any, TypeGuard

from ..refinement.result import Refinement, explain
from ..refinement.verdict import NOT_TIMED, Faster, NotFaster, Verdict
from . import alternatives, conversation_html, qualifying, remarks, result_data, wording
from . import static_html as page
from .diff_html import diff_html
from .limits import Detail, clipped, fitting
from .result_data import MIME_TYPE, Context
from .text import shown_in_full, text
from .timing_chart import Bar, chart

_NOWHERE = Context()


def mimebundle(
    found: Refinement,
    *,
    top: int = 1,
    aside: tuple[str, ...] = (),
    context: Context = _NOWHERE,
) -> dict[str, Any]:
    """All forms of `found`, cut so that together they stay small in a saved notebook.

    `top` rewrites are shown in full; `aside` are remarks of whoever shows it.
    """
    return fitting(
        lambda detail: {
            "text/plain": text(found, detail, top, aside),
            "text/html": html(found, detail, top, aside),
            MIME_TYPE: result_data.finished(found, detail, context, aside),
        },
        talks=found.conversation is not None,
    )


def html(found: Refinement, detail: Detail, top: int, aside: tuple[str, ...]) -> str:
    head = wording.headline(found)
    parts = [page.headline(clipped(head.text, detail.words_chars), head.tone)]
    if warning := remarks.isolation_warning(found):
        parts.append(page.paragraph(warning, "warn"))
    parts += conversation_html.warnings(found, detail)
    for verdict in shown_in_full(found, top):
        shown, folded = _one(found, verdict, detail), wording.is_folded(verdict)
        parts.append(page.details(_title(verdict, detail), shown) if folded else shown)
    if found.best is None and (lines := remarks.where_time_goes(found)):
        parts.append(page.paragraph("Where the time goes:"))
        parts.append(page.bullets(clipped(line, detail.words_chars) for line in lines))
    parts.append(_alternatives(found, detail))
    parts.append(_candidates(found, detail))
    parts.append(conversation_html.section(found, detail))
    notes = [*aside, *remarks.footnotes(found)[-detail.notes :]]
    parts += [page.paragraph(clipped(note, detail.words_chars), "soft") for note in notes]
    return page.root(*parts)


def _title(verdict: Faster, detail: Detail) -> str:
    only = "" if verdict.evidence.general else ", on this data only"
    name = clipped(wording.steps(verdict), detail.words_chars)
    return f"{name}: {wording.gain(verdict.timing)}{only}"


def _one(found: Refinement, verdict: Faster, detail: Detail) -> str:
    candidate = verdict.candidate
    said = wording.steps(verdict) + (f": {candidate.summary}" if candidate.summary else "")
    timing = qualifying.timing_lines(verdict, in_headline=verdict == found.best)
    lines = [*timing, *qualifying.evidence_lines(verdict.evidence)]
    return (
        page.paragraph(clipped(said, detail.words_chars))
        + diff_html(found.source, candidate.code, detail.diff_lines)
        + page.bullets(clipped(line, detail.words_chars) for line in lines)
    )


def _candidates(found: Refinement, detail: Detail) -> str:
    summary = wording.others_summary(found)
    verdicts = wording.ranked(found)[: detail.verdicts]
    if not verdicts or wording.is_only_the_best(found):
        return page.paragraph(summary, "soft") if summary else ""
    rows = [[clipped(cell, detail.words_chars) for cell in _cells(verdict)] for verdict in verdicts]
    if len(found.verdicts) > len(verdicts):
        rows.append([f"… and {len(found.verdicts) - len(verdicts)} more", "", "", ""])
    bars = [bar_of(v, v == found.best) for v in verdicts if is_timed(v)]
    # A reason is needed by those that failed; where all did well its column is empty.
    shown = 4 if any(row[3] for row in rows) else 3
    head = ("Rewrite", "Outcome", "Speed", "Why")[:shown]
    table = page.table(head, [row[:shown] for row in rows])
    return page.details(summary, chart(bars) + table)


def _alternatives(found: Refinement, detail: Detail) -> str:
    rows = alternatives.rows(found, detail)
    return page.table(alternatives.HEAD, rows) if rows else ""


def is_timed(verdict: Verdict) -> TypeGuard[Faster | NotFaster]:
    """Whether there is a measurement to draw."""
    return isinstance(verdict, Faster | NotFaster) and verdict.timing.decision != NOT_TIMED


def bar_of(verdict: Faster | NotFaster, best: bool) -> Bar:
    """How fast it was, to be drawn."""
    low, high = verdict.timing.interval
    return Bar(wording.steps(verdict), verdict.timing.ratio, low, high, best)


def _cells(verdict: Verdict) -> list[str]:
    speed = ""
    if isinstance(verdict, Faster | NotFaster):
        speed = wording.speed(verdict.timing)
    return [wording.steps(verdict), wording.outcome(verdict), speed, explain(verdict)]
