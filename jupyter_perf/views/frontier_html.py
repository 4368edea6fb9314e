"""A frontier as HTML that needs no script: what matters at once, the rest behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..tradeoff.result import NONE, Device, Frontier
from . import frontier_wording as wording
from . import static_html as page
from .folded import bullets
from .frontier_chart import chart
from .frontier_levels import Cut
from .frontier_rows import MethodRow, rows_of
from .limits import clipped
from .quantities import quantity, ratio

_STYLE = (
    "<style>.jperf.jperf .frt td{overflow-wrap:break-word}"
    ".jperf.jperf .frt th,.jperf.jperf .frt td:first-child{white-space:nowrap}"
    ".jperf .frt tr.use{background:rgba(59,139,196,.14)}"
    ".jperf pre.code{padding:6px 8px;user-select:all}</style>"
)
_DRAWN = 6
"""Most points of a curve in the static plot."""
_HEAD = ("Method", "Batch", "Memory", "Throughput", "Against plain", "An epoch", "Accuracy")


def html(found: Frontier, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The whole of it."""
    head = wording.headline(found)
    parts = [_STYLE, page.headline(clipped(head.text, cut.head_chars), head.tone)]
    parts += [page.paragraph(clipped(line, cut.words_chars), "warn")
              for line in wording.remarks(found)]  # fmt: skip
    parts.append(page.paragraph(clipped(wording.asked(found), cut.words_chars), "soft"))
    for at, device in enumerate(found.devices[: cut.devices]):
        parts.append(_device(found, device, cut, at))
    if (more := len(found.devices) - cut.devices) > 0:
        parts.append(page.paragraph(f"… and {more} more targets", "soft"))
    parts += [_code(found, cut), _breakdown(found, cut), _laws(found, cut)]
    nothing_else = not found.points
    parts += [
        bullets("Not tried, not given", wording.not_tried(found), cut, nothing_else),
        bullets("Notes", found.notes, cut),
        bullets("Assumed", found.assumptions, cut),
    ]
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in aside]
    parts.append(page.paragraph(wording.footnote(found, cut.notes), "soft"))
    return page.root(*parts)


def _device(found: Frontier, device: Device, cut: Cut, at: int) -> str:
    """Chart and table; of all but the first device behind a click."""
    rows = rows_of(found, device)
    title = clipped(wording.device_text(device), cut.words_chars)
    points = min(max(cut.points, 2), _DRAWN)
    drawn = chart(found, device, points, cut.drawn) if cut.drawn and at == 0 else ""
    content = drawn + _table(found, rows, cut, cut.others if at else cut.methods)
    if ways := wording.where_from([row.point for row in rows]):
        content += page.paragraph(f"Times: {ways}.", "soft")
    if at == 0:
        return page.paragraph(title) + content
    best = found.best_on(device.name)
    use = (
        "nothing fits"
        if best is None
        else f"{wording.method_name(best.method)}, batch {best.batch}"
    )
    return page.details(f"{title}: {use}", content) if rows else page.paragraph(title)


def _table(found: Frontier, rows: Sequence[MethodRow], cut: Cut, most: int) -> str:
    shown = [_cells(found, row) for row in rows[:most]]
    if not shown:
        return ""
    kept = [at for at in range(len(_HEAD)) if at < 2 or any(cells[at] for cells in shown)]
    head = "".join(f"<th>{page.escape(_HEAD[at])}</th>" for at in kept)
    body = ""
    for row, cells in zip(rows, shown, strict=False):
        said = (page.prose(clipped(cells[at], cut.words_chars)) for at in kept)
        use = ' class="use"' if row.is_chosen else ""
        body += f"<tr{use}>" + "".join(f"<td>{cell}</td>" for cell in said) + "</tr>"
    if (more := len(rows) - most) > 0:
        body += f'<tr><td colspan="{len(kept)}">… and {more} more</td></tr>'
    return f'<table class="frt"><tr>{head}</tr>{body}</table>'


def _cells(found: Frontier, row: MethodRow) -> tuple[str, ...]:
    name = wording.method_name(row.method.name) + (" (use this)" if row.is_chosen else "")
    if row.largest == 0:
        figures = ("none", f"{wording.too_large(row)}", "", "", "")
    else:
        figures = (
            wording.batch(row),
            wording.peak(row.point),
            wording.throughput(found, row.point),
            ratio(row.ratio),
            wording.money(row.point),
        )
    return (name, *figures, wording.accuracy(row.method))


def _code(found: Frontier, cut: Cut) -> str:
    """What to write, the chosen method's open."""
    chosen = [each.method for device in found.devices if (each := found.best_on(device.name))]
    names = wording.coded(found)
    parts = ""
    for name in names[: cut.codes]:
        code = page.escape(clipped(found.code[name].rstrip(), cut.code_chars))
        block = f'<pre class="code">{code}</pre>'
        title = f"To use {wording.method_name(name)} (a click selects it all, then copy)"
        parts += page.details(clipped(title, cut.words_chars), block, opened=name in chosen[:1])
    return parts


def _breakdown(found: Frontier, cut: Cut) -> str:
    """What memory is taken by, on the first device."""
    if not found.devices or not cut.laws:
        return ""
    rows = [row for row in rows_of(found, found.devices[0]) if row.point.breakdown]
    if not rows:
        return ""
    kinds = [k for k in wording.KINDS if any(row.point.breakdown.get(k) for row in rows)]
    table = page.table(
        ("Method", "Batch", *(wording.KINDS[k] for k in kinds), "Evaluation step"),
        [_parts(row, kinds) for row in rows[: cut.laws]],
        "frt",
    )
    return page.details("What takes the memory: tensors at the peak, as traced", table)


def _parts(row: MethodRow, kinds: Sequence[str]) -> list[str]:
    point = row.point
    sizes = [units.trimmed(units.size(point.breakdown.get(kind, 0.0))) for kind in kinds]
    evaluation = point.evaluation_bytes
    said = "" if evaluation is None else quantity("peak_bytes", evaluation)
    return [wording.method_name(row.method.name), units.count(point.batch), *sizes, said]


def _laws(found: Frontier, cut: Cut) -> str:
    """The two fits of each method, and when a method pays by them."""
    rows = []
    for law in found.laws[: cut.laws]:
        time, memory = wording.time_law(law), wording.memory_law(law)
        where = clipped(f"{wording.method_name(law.method)} on {law.target}", cut.words_chars)
        fits = wording.determined(law.time_r2), wording.determined(law.memory_r2)
        score = _score(found, law.method, law.target)
        rows.append([where, time, fits[0], memory, fits[1], *score])
    if not rows:
        return ""
    head = ("Method", "Seconds of a step of x", "R²", "Memory of x", "R²", "P-score", "P-point")
    note = "A method that recomputes pays where its P-score is above the P-point."
    table = page.table(head, rows, "frt") + page.paragraph(note, "soft")
    return page.details("What was fitted", table)


def _score(found: Frontier, method: str, target: str) -> tuple[str, str]:
    if method == NONE:
        return "", ""
    known = (s for s in found.scores if s.method == method and s.target == target)
    score = next(known, None)
    if score is None:
        return "", ""
    values = (score.p_score, score.p_point)
    first, second = ("" if v is None else f"{units.trimmed(units.size(v))}/s" for v in values)
    return first, second
