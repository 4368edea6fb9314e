"""An estimate as text: for consoles, logs and files that hold no HTML. At most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..core import units
from ..estimation.result import Estimate, Row
from . import estimate_figures, estimate_wording, quantities
from .estimate_levels import Cut
from .limits import clipped, visible
from .lines import wrapped_inside

_BAR = 10
_LINES_EACH = 3
_FOLDED = ("joules", "grams_co2e", "usd")


def text(found: Estimate, cut: Cut, aside: Sequence[str] = ()) -> str:
    """`aside` are remarks of the caller (a stored result, a budget that was cut)."""
    lines = wrapped_inside(clipped(estimate_wording.headline(found).text, cut.head_chars))
    if warning := estimate_wording.isolation_warning(found):
        lines += wrapped_inside(f"Warning: {warning}")
    for said in facts(found):
        lines += _short(said, cut)
    lines += _listed("Where it goes:", _rows(found, cut), cut)
    if (more := len(found.rows) - cut.rows) > 0 and cut.rows:
        lines.append(f"  … and {more} more")
    lines += _listed(
        "What if:", map(estimate_wording.what_if_text, found.what_if[: cut.cases]), cut
    )
    figures = estimate_figures.rows(found.figures)[: cut.notes]
    lines += _listed("Figures:", (f"{label}: {value}" for _, label, value in figures), cut)
    lines += _listed("Not given:", estimate_wording.missing(found)[: cut.notes], cut)
    lines += _listed("Notes:", found.notes[: cut.notes], cut)
    lines += _listed("Assumed:", found.assumptions[: cut.notes], cut)
    lines.append("")
    for said in aside:
        lines += wrapped_inside(clipped(said, cut.words_chars))
    lines += wrapped_inside(estimate_wording.footnote(found, cut.notes))
    return visible("\n".join(lines))


def facts(found: Estimate) -> list[str]:
    """What is said about the whole, a sentence each."""
    lines = []
    is_whole = estimate_wording.headline(found).tone != "warn" or found.actual is not None
    if found.fits is not None and is_whole:
        lines.append(estimate_wording.fits_text(found.fits))
    lines += [estimate_wording.ends(found), estimate_wording.stopped(found)]
    costs = (
        f"{quantities.NAMES[name]} {quantities.quantity(name, getattr(found, name))}"
        for name in _FOLDED
        if getattr(found, name) is not None and not (name == "usd" and found.kind == "api")
    )
    said = ", ".join(costs)
    lines.append(said[:1].upper() + said[1:])
    if found.bound:
        lines.append(f"Bound by {found.bound}")
    lines.append(estimate_wording.how_sampled(found))
    return [line for line in lines if line]


def _rows(found: Estimate, cut: Cut) -> list[str]:
    rows = estimate_wording.heaviest(found)[: cut.rows]
    return [_row(row, estimate_wording.bar_share(row, found)) for row in rows]


def _row(row: Row, length: float) -> str:
    """`██████████  92%  line 4: for … · 38 s (31 to 46 s), memory`."""
    share = "" if row.share is None else units.percent(row.share)
    bar = "█" * round(_BAR * length)
    ranged = {"seconds": row.seconds, "peak_bytes": row.peak_bytes}
    figures = [quantities.quantity(n, value) for n, value in ranged.items() if value]
    further = ", ".join(filter(None, (*figures, row.bound, row.note)))
    name = estimate_wording.row_name(row)
    return f"{bar:<{_BAR}} {share:>5}  {name}{' · ' + further if further else ''}"


def _listed(head: str, lines: Iterable[str], cut: Cut) -> list[str]:
    found = [part for line in lines for part in _short(line, cut, "  ")]
    return ["", head, *found] if found else []


def _short(line: str, cut: Cut, indent: str = "") -> list[str]:
    return [indent + part for part in wrapped_inside(clipped(line, cut.words_chars), "    ")][
        :_LINES_EACH
    ]
