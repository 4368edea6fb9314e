"""An estimate of serving as text: for consoles, logs and files that hold no HTML; 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..estimation.serving.result import ServingEstimate
from . import serving_hours as hours
from . import serving_remarks as remarks
from . import serving_rows as rows
from . import serving_sizes as sizes
from . import serving_text_charts as charts
from . import serving_wording as wording
from .limits import clipped, visible
from .lines import WIDTH, wrapped
from .serving_levels import Cut

_CELL = 26
"""Characters of a cell, except of the last one in its row."""
_LAST = 16
"""Characters that are left to the last one, at least."""


def text(found: ServingEstimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """`aside` are remarks of the caller."""
    lines = wrapped(clipped(wording.headline(found), cut.head_chars))
    for said, _ in wording.facts(found):
        lines += wrapped(clipped(said, cut.said_chars))
    lines += _listed("Sizes that nothing serves:", rows.unserved(found, cut.notes), cut)
    lines += _listed(
        "The nearest targets that could be met, each by itself:",
        remarks.loosest(found),
        cut,
        cut.rows,
    )
    lines += _mix(found, cut)
    lines += _table("Each kind by itself:", rows.alone_head(found), rows.alone(found), cut)
    lines += _table("Price against rate:", rows.RATES, rows.rates(found, cut.rows), cut)
    lines += _day(found, cut) + _prices(found, cut) + _speculation(found, cut) + _sizes(found, cut)
    lines += _listed("Left out, and why:", remarks.left_out(found), cut)
    lines += _listed("What can't be served, and where:", remarks.incapable(found), cut)
    lines += _listed("Assumed:", found.assumptions, cut)
    lines += _listed("Notes:", remarks.notes(found), cut)
    last = [line for said in (*aside, remarks.footnote(found)) if said
            for line in wrapped(clipped(said, cut.words_chars))]  # fmt: skip
    return visible("\n".join([*lines, *(["", *last] if last else [])]))


def _mix(found: ServingEstimate, cut: Cut) -> list[str]:
    if found.plan is None or not found.plan.rented:
        return []
    drawn = charts.mix(found.plan, cut.rented)
    table = _table("", rows.RENTED, rows.rented(found), cut, cut.rented)
    return table + (["", *drawn] if drawn else [])


def _day(found: ServingEstimate, cut: Cut) -> list[str]:
    if found.day is None:
        return []
    drawn = charts.day(found.day)
    lines = ["", *wrapped(clipped(remarks.day(found), cut.said_chars))]
    lines += [drawn] if drawn else []
    return lines + _table("", hours.HOURS, hours.hours(found), cut)[1:]


def _prices(found: ServingEstimate, cut: Cut) -> list[str]:
    lines = _listed(
        "Which price changes the mix:", remarks.turns(found), cut, cut.rows, cut.said_chars
    )
    table = _table("", rows.PRICES, rows.prices(found), cut) if cut.listed else []
    return lines + (table[1:] if lines else table)


def _speculation(found: ServingEstimate, cut: Cut) -> list[str]:
    lines = []
    for at, each in enumerate(found.speculation[: cut.rented]):
        lines += ["", *wrapped(clipped(remarks.speculation(each), cut.said_chars))]
        lines += wrapped(clipped(remarks.hurting(each), cut.said_chars))
        lines += charts.lengths(each, cut.columns) if at < cut.grids else []
    more = len(found.speculation) - cut.rented
    return lines + ([f"… and {more} more"] if more > 0 else [])


def _sizes(found: ServingEstimate, cut: Cut) -> list[str]:
    lines = ["", *wrapped(clipped(wording.requests(found), cut.said_chars))]
    largest = sizes.largest_sizes(found.asked, cut.sizes)
    return lines + [f"  {units.percent(share):>4}  {size}" for size, share in largest]


def _table(
    head: str, names: rows.Row, all_: Sequence[rows.Row], cut: Cut, most: int = 0
) -> list[str]:
    """Columns that are empty throughout are left out; what was cut is counted."""
    shown = [[clipped(cell, cut.words_chars) for cell in row] for row in all_[: most or cut.rows]]
    if not shown:
        return []
    kept = [at for at in range(len(names)) if at == 0 or any(row[at] for row in shown)]
    table = [[names[at] for at in kept], *([row[at] for at in kept] for row in shown)]
    more = len(all_) - len(shown)
    lines = [line for row in _aligned(table) for line in row]
    return ["", *([head] if head else []), *lines, *([f"… and {more} more"] if more else [])]


def _aligned(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each row: what stands in the last column goes on below itself."""
    *first, _ = zip(*table, strict=True)
    widths = [min(max(map(len, column)), _CELL) for column in first]
    while sum(widths) + 2 * len(widths) > WIDTH - _LAST:
        widths[widths.index(max(widths))] -= 1
    indent = sum(widths) + 2 * len(widths)
    made = []
    for row in table:
        cells = (
            f"{clipped(cell, wide):<{wide}}  " for cell, wide in zip(row, widths, strict=False)
        )
        last = wrapped(row[-1], width=WIDTH - indent)
        made.append([
            ("".join(cells) + last[0]).rstrip(),
            *(f"{'':<{indent}}{line}" for line in last[1:]),
        ])  # fmt: skip
    return made


def _listed(head: str, said: Sequence[str], cut: Cut, most: int = 0, chars: int = 0) -> list[str]:
    """`most` of them with so many `chars`, where notes are shorter."""
    most, chars = max(most, cut.notes), max(chars, cut.words_chars)
    lines = [part for each in said[:most] for part in wrapped(f"- {clipped(each, chars)}", "  ")]
    if (more := len(said) - most) > 0:
        lines.append(f"  … and {more} more")
    return ["", head, *lines] if said else []
