"""An estimate of serving as HTML that needs no script: the mix at once, the rest behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..estimation.serving.result import ServingEstimate
from . import serving_curve, serving_day, serving_mix, serving_sizes
from . import serving_hours as hours
from . import serving_remarks as remarks
from . import serving_rows as rows
from . import serving_speculation as drafts
from . import serving_wording as wording
from . import static_html as page
from .folded import bullets
from .limits import clipped
from .serving_levels import Cut
from .wide import STYLE, wide

_STYLE = (
    "<style>.jperf.jperf .srv td,.jperf.jperf .srv th{overflow-wrap:break-word}"
    ".jperf.jperf .srv th,.jperf.jperf .srv td:first-child{white-space:nowrap}"
    f".jperf li{{overflow-wrap:anywhere}}</style>{STYLE}"
)

_NAME_CHARS = 44
"""Of what stands in the first column, which isn't broken."""


def html(found: ServingEstimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The whole of it."""
    answer = wording.headline(found)
    parts = [_STYLE, page.headline(clipped(answer, cut.head_chars), wording.tone(found))]
    for said, classes in wording.facts(found):
        parts.append(page.paragraph(clipped(said, cut.said_chars), classes))
    parts += [_obstacles(found, cut), _mix(found, cut), _alone(found, cut), _rates(found, cut)]
    parts += [_day(found, cut), _prices(found, cut), _speculation(found, cut), _sizes(found, cut)]
    parts += [
        bullets("Left out, and why", remarks.left_out(found), cut),
        bullets("What can't be served, and where", remarks.incapable(found), cut),
        bullets("Assumed", found.assumptions, cut),
        bullets("Notes", remarks.notes(found), cut),
    ]
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in aside]
    parts.append(page.paragraph(clipped(remarks.footnote(found), cut.words_chars), "soft"))
    return page.root(*filter(None, parts))


def _obstacles(found: ServingEstimate, cut: Cut) -> str:
    """Where there is no plan: what stands against it, and what would do."""
    missed = rows.unserved(found, cut.notes)
    more = (len(found.plan.unserved) if found.plan else 0) - len(missed)
    if more > 0:
        missed.append(f"… and {units.counted(more, 'size')} more")
    sizes = bullets("Sizes that nothing serves", missed, cut, opened=True)
    return sizes + bullets(wording.NEAREST, remarks.loosest(found), cut, opened=True)


def _mix(found: ServingEstimate, cut: Cut) -> str:
    if found.plan is None or not found.plan.rented:
        return ""
    drawn = wide(serving_mix.bars(found.plan, serving_mix.colours(found), cut.rented))
    return drawn + _table(rows.RENTED, rows.rented(found), cut.rented, cut)


def _alone(found: ServingEstimate, cut: Cut) -> str:
    """Folded, since the sentence above says the answer."""
    table = _table(rows.alone_head(found), rows.alone(found), cut.rows, cut)
    said = "Against each kind by itself" if found.feasible else "Each kind by itself"
    return page.details(said, table, opened=bool(found.rate)) if table else ""


def _rates(found: ServingEstimate, cut: Cut) -> str:
    drawn = wide(serving_curve.chart(found, cut.points)) if cut.points else ""
    table = _table(rows.RATES, rows.rates(found, cut.rows), cut.rows, cut)
    if drawn and not cut.listed:
        table = ""
    elif table and drawn:
        table = page.details("The mix at each rate", table)
    return page.details("Price against rate", drawn + table, opened=True) if drawn + table else ""


def _day(found: ServingEstimate, cut: Cut) -> str:
    if found.day is None:
        return ""
    drawn = wide(serving_day.chart(found, serving_mix.colours(found))) if cut.day else ""
    source = page.paragraph(f"Rates: {clipped(found.day.source, cut.words_chars)}", "soft")
    listed = cut.listed or not drawn
    table = _table(hours.HOURS, hours.hours(found), cut.rows, cut, "day.hours") if listed else ""
    said = clipped(remarks.day(found), cut.said_chars)
    return page.details(said, drawn + table + (source if found.day.source else ""), opened=True)


def _prices(found: ServingEstimate, cut: Cut) -> str:
    turns = remarks.turns(found)
    said = [clipped(each, cut.said_chars) for each in turns[: cut.rows]]
    if more := len(turns) - len(said):
        said.append(f"… and {more} more")
    changed = rows.prices(found) if cut.listed else []
    table = _table(rows.PRICES, changed, cut.rows, cut, "sensitivity.prices")
    if not said and not table:
        return ""
    return page.details("Which price changes the mix", page.bullets(said) + table)


def _speculation(found: ServingEstimate, cut: Cut) -> str:
    parts = []
    for at, each in enumerate(found.speculation[: cut.rented]):
        words = page.paragraph(clipped(remarks.hurting(each), cut.said_chars))
        if at < cut.grids and (drawn := drafts.grid(each, cut.columns, speeds=cut.speeds)):
            words += wide(drawn) + page.paragraph(drafts.legend(each, speeds=cut.speeds), "soft")
        said = clipped(remarks.speculation(each), cut.said_chars)
        parts.append(page.details(said, words, opened=at == 0))
    if (more := len(found.speculation) - len(parts)) > 0:
        parts.append(page.paragraph(f"… and {more} more", "soft"))
    return "".join(parts)


def _sizes(found: ServingEstimate, cut: Cut) -> str:
    said = clipped(wording.requests(found), cut.said_chars)
    drawn = serving_sizes.grid(found.asked, cut.sizes)
    if not drawn and cut.sizes:
        drawn = serving_sizes.margins(found.asked)
    legend = page.paragraph("Figures: percent of all requests.", "soft")
    return page.details(said, wide(drawn) + legend) if drawn else page.paragraph(said, "soft")


def _table(
    head: rows.Row, all_: Sequence[rows.Row], most: int, cut: Cut, where: str = "to_frame()"
) -> str:
    """What was cut is counted, with where it is; columns that are empty throughout are left out."""
    if not all_:
        return ""
    shown = [
        [clipped(row[0], _NAME_CHARS), *(clipped(cell, cut.words_chars) for cell in row[1:])]
        for row in all_[:most]
    ]
    kept = [at for at in range(len(head)) if at == 0 or any(row[at] for row in shown)]
    table = wide(
        page.table([head[at] for at in kept], [[row[at] for at in kept] for row in shown], "srv")
    )
    more = len(all_) - len(shown)
    return table + (page.paragraph(f"… and {more} more, in `{where}`", "soft") if more else "")
