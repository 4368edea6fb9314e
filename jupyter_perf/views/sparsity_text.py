"""A sparsity report as text: for consoles, logs and files that hold no HTML. At most 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..sparsity.result import SparsityReport
from . import sparsity_wording as wording
from .limits import clipped, visible
from .lines import listed, short, wrapped_inside
from .sparsity_levels import Cut
from .sparsity_rows import RecipeRow, failures, label, label_of, rows_of

_LINES_EACH = 5


def text(found: SparsityReport, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The answer first, then each recipe, then how it serves, then what stays dense and why."""
    lines = wrapped_inside(clipped(wording.headline(found).text, cut.head_chars))
    for said in (*wording.remarks(found), wording.asked(found)):
        lines += short(said, cut, _LINES_EACH)
    rows = rows_of(found)
    if rows:
        lines += ["", *(part for row in rows[: cut.recipes] for part in _recipe(row, cut))]
    if (more := len(rows) - cut.recipes) > 0:
        lines.append(f"  … and {more} more recipes")
    lines += listed(
        "Gave nothing:", (f"{who}: {why}" for who, why in failures(found)), cut, _LINES_EACH
    )
    lines += _served(found, cut)
    lines += listed("Stay dense:", map(wording.skipped, found.skipped), cut, _LINES_EACH)
    lines += listed("Notes:", wording.notes_of(found), cut, _LINES_EACH)
    lines += listed("Assumed:", found.assumptions, cut, _LINES_EACH)
    lines.append("")
    for said in aside:
        lines += wrapped_inside(clipped(said, cut.words_chars))
    lines += wrapped_inside(wording.footnote(found, cut.notes))
    return visible("\n".join(lines))


def _recipe(row: RecipeRow, cut: Cut) -> list[str]:
    """`* step 2:4: 95.1 ± 0.2 (10 seeds), −0.1 [−0.3, +0.1] to dense (p = 0.4, …); 50% kept …`."""
    name = clipped(label_of(row.summary), cut.words_chars)
    metric = wording.metric(row.summary) or ("nothing" if row.failed else "no metric")
    against = wording.difference(row.summary)
    parts = [
        metric,
        f"{against} to dense ({wording.test(row.summary)})" if against else "",
        f"{kept} kept" if not row.is_plain and (kept := wording.density(row)) else "",
        f"size {size}" if (size := wording.size(row.summary)) else "",
        "" if row.is_plain else wording.served(row),
    ]
    line = f"{'*' if row.is_best else ' '} {name}: {', '.join(part for part in parts if part)}"
    return [" " + part for part in wrapped_inside(line, "    ")]


def _served(found: SparsityReport, cut: Cut) -> list[str]:
    """How the trained models serve on this machine, form by form."""
    lines = []
    for each in found.latency[: cut.latency]:
        form, batch, seconds, ratio = wording.latency(each)
        who = clipped(label(each.recipe, each.pattern), cut.words_chars)
        said = f"{who}, {form}, batch {batch}: {clipped(seconds, cut.words_chars)}"
        lines += wrapped_inside(f"  {said}{', ' + ratio if ratio else ''}", "    ")
    if (more := len(found.latency) - cut.latency) > 0:
        lines.append(f"  … and {more} more")
    return ["", "Serving it here:", *lines] if lines else []
