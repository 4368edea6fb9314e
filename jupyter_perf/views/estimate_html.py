"""An estimate as HTML that needs no script: what matters at once, the rest behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from ..estimation.result import Estimate, WhatIf
from . import estimate_figures, estimate_table, estimate_wording, quantities
from . import static_html as page
from .estimate_chart import chart
from .estimate_levels import Cut
from .folded import bullets
from .limits import clipped

STYLE = (
    "<style>.jperf.jperf .est td,.jperf.jperf .est th{white-space:normal;overflow-wrap:break-word}"
    ".jperf.jperf .est:not(.why) td:nth-child(2){white-space:nowrap}"
    ".jperf .bar{display:inline-block;height:.65em;margin-right:6px;border-radius:2px;"
    "background:#3b8bc4}</style>"
)
_FEW = 8
"""Figures that are shown without being asked for."""
_BAR_EM = 5.0
_FOLDED = ("usd", "joules", "grams_co2e")
_CASE = ("What if", "Time", "Memory", "Money", "Why not")
"""Quantities are short and never wrapped: a reason among them would run over its neighbours."""


def html(found: Estimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The whole of it."""
    head = estimate_wording.headline(found)
    parts = [STYLE, page.headline(clipped(head.text, cut.head_chars), head.tone)]
    if warning := estimate_wording.isolation_warning(found):
        parts.append(page.paragraph(warning, "warn"))
    parts += [page.paragraph(clipped(said, cut.words_chars)) for said in facts(found)]
    parts += [chart(found, curve, cut.points) for curve in found.curves[: cut.charts]]
    parts += [rows_table(found, cut), _cases(found, cut), _figures(found, cut)]
    not_given = estimate_wording.missing(found)
    parts += [
        folded_costs(found, cut),
        bullets("Not given", not_given, cut, found.seconds is None),
    ]
    parts += [bullets("Notes", found.notes, cut), bullets("Assumed", found.assumptions, cut)]
    said = [*aside, estimate_wording.how_sampled(found)]
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in said if each]
    parts.append(page.paragraph(estimate_wording.footnote(found, cut.notes), "soft"))
    return page.root(*parts)


def facts(found: Estimate) -> list[str]:
    """Sentences that stand below the headline, unless it holds them."""
    lines = [estimate_wording.ends(found), estimate_wording.stopped(found)]
    fits = found.fits
    if fits is not None and (fits.verdict == "yes" or found.actual is not None):
        lines.insert(0, estimate_wording.fits_text(fits))
    if found.actual is not None or found.seconds is None:
        lines.append(estimate_wording.summary(found))
    return [line for line in lines if line]


def rows_table(found: Estimate, cut: Cut) -> str:
    """Statements, layers, calls with a bar for the share of each; "" where there are none."""
    if not found.rows or not cut.rows:
        return ""
    columns = estimate_table.columns(found, cut.rows)
    rows = estimate_wording.heaviest(found)[: cut.rows]
    head = "".join(f"<th>{page.escape(column.name)}</th>" for column in columns)
    body = ""
    for at, row in enumerate(rows):
        cells = [page.prose(clipped(column.cells[at], cut.words_chars)) for column in columns]
        cells[1] = _bar(estimate_wording.bar_share(row, found)) + cells[1]
        body += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    more = len(found.rows) - len(rows)
    if more > 0:
        body += f'<tr><td colspan="{len(columns)}">… and {more} more</td></tr>'
    return f'<table class="est"><tr>{head}</tr>{body}</table>'


def _bar(length: float) -> str:
    return f'<span class="bar" style="width:{_BAR_EM * length:.2f}em"></span>' if length else ""


def _cases(found: Estimate, cut: Cut) -> str:
    rows = [_case(case, cut) for case in found.what_if[: cut.cases]]
    if not rows:
        return ""
    kept = [0, 1, *(at for at in range(2, len(_CASE)) if any(row[at] for row in rows))]
    cells_of = [[row[at] for at in kept] for row in rows]
    return page.table([_CASE[at] for at in kept], cells_of, "est")


def _case(case: WhatIf, cut: Cut) -> list[str]:
    """One cell for each of `_CASE`."""
    cells = [
        "" if (value := getattr(case, name)) is None else quantities.quantity(name, value)
        for name in ("seconds", "peak_bytes", "usd")
    ]
    why = case.reason or ("" if any(cells) else "unknown")
    return [clipped(case.label, cut.words_chars), *cells, clipped(why, cut.words_chars)]


def _figures(found: Estimate, cut: Cut) -> str:
    rows = estimate_figures.rows(found.figures)[: cut.notes]
    shown = [[clipped(cell, cut.words_chars) for cell in (label, text)] for _, label, text in rows]
    if not shown:
        return ""
    table = page.table(("", ""), shown)
    return page.details(f"Figures ({len(shown)})", table, opened=len(shown) <= _FEW)


def folded_costs(found: Estimate, cut: Cut) -> str:
    """Money, energy and emissions, for those who ask."""
    rows = [
        (quantities.NAMES[name], quantities.quantity(name, value))
        for name in _FOLDED
        if (value := getattr(found, name)) is not None
    ]
    names = ", ".join(name for name, _ in rows)
    return page.details(names[:1].upper() + names[1:], page.table(("", ""), rows)) if rows else ""
