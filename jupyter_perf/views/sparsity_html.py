"""A sparsity report as HTML that needs no script: what matters at once, the rest behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from ..sparsity.result import SparsityReport
from . import sparsity_chart as chart
from . import sparsity_layers_chart as layers_chart
from . import sparsity_wording as wording
from . import static_html as page
from .folded import bullets
from .limits import clipped
from .sparsity_changes import metric_change
from .sparsity_levels import Cut
from .sparsity_rows import RecipeRow, failures, label, label_of, rows_of
from .sparsity_sliding import first_of, magic_line

_STYLE = (
    "<style>.jperf.jperf .spt td:first-child,.jperf.jperf .spt th{white-space:nowrap}"
    ".jperf.jperf .spt td:nth-child(3){white-space:normal}"
    ".jperf .spt tr.use{background:rgba(59,139,196,.14)}"
    ".jperf .plots{display:flex;flex-wrap:wrap;gap:0 16px}"
    ".jperf pre.code{padding:6px 8px;user-select:all}</style>"
)
_HEAD = ("Recipe", "Metric", "To dense", "Test", "Kept", "Size, packed", "Serves", "A step")


def html(found: SparsityReport, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The whole of it."""
    head = wording.headline(found)
    parts = [_STYLE, page.headline(clipped(head.text, cut.head_chars), head.tone)]
    parts += [page.paragraph(clipped(line, cut.words_chars), "warn")
              for line in wording.remarks(found)]  # fmt: skip
    parts.append(page.paragraph(clipped(wording.asked(found), cut.words_chars), "soft"))
    rows = rows_of(found)
    parts += [_table(rows, cut), _plots(found, cut), _served(found, cut), _losses(found, cut)]
    parts += [_layers(found, rows, cut), _formats(found, cut), _next(found, cut)]
    gave_nothing = [f"{who}: {why}" for who, why in failures(found)]
    parts += [
        bullets("Gave nothing", gave_nothing, cut, opened=True),
        bullets("Stay dense", map(wording.skipped, found.skipped), cut),
        bullets("Notes", wording.notes_of(found), cut),
        bullets("Assumed", found.assumptions, cut),
    ]
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in aside]
    parts.append(page.paragraph(wording.footnote(found, cut.notes), "soft"))
    return page.root(*parts)


def cells_of(row: RecipeRow) -> tuple[str, ...]:
    """What the table says of a recipe, in the order of its head."""
    name = f"`{label_of(row.summary)}`" + (" (best)" if row.is_best else "")
    figures = (
        wording.metric(row.summary) or ("nothing" if row.failed else ""),
        wording.difference(row.summary),
        wording.test(row.summary),
        "" if row.is_plain else wording.density(row),
        wording.size(row.summary),
        "" if row.is_plain else wording.served(row),
        wording.step_time(row),
    )
    return name, *figures


def _table(rows: Sequence[RecipeRow], cut: Cut) -> str:
    shown = [cells_of(row) for row in rows[: cut.recipes]]
    if not shown:
        return ""
    kept = [at for at in range(len(_HEAD)) if at < 2 or any(cells[at] for cells in shown)]
    head = "".join(f"<th>{page.escape(_HEAD[at])}</th>" for at in kept)
    body = ""
    for row, cells in zip(rows, shown, strict=False):
        said = (page.prose(clipped(cells[at], cut.words_chars)) for at in kept)
        use = ' class="use"' if row.is_best else ""
        body += f"<tr{use}>" + "".join(f"<td>{cell}</td>" for cell in said) + "</tr>"
    if (more := len(rows) - cut.recipes) > 0:
        body += f'<tr><td colspan="{len(kept)}">… and {more} more</td></tr>'
    return f'<table class="spt"><tr>{head}</tr>{body}</table>'


def _plots(found: SparsityReport, cut: Cut) -> str:
    drawn = [plot(found) for plot in chart.PLOTS[: cut.drawn]]
    content = "".join(filter(None, drawn))
    return f'<div class="plots">{content}</div>' if content else ""


def _losses(found: SparsityReport, cut: Cut) -> str:
    drawn = chart.losses(found, cut.losses, cut.points) if cut.drawn > 2 else ""
    return page.details("Loss curves, one seed of each", drawn) if drawn else ""


def _served(found: SparsityReport, cut: Cut) -> str:
    """Form by form and batch by batch, with reasons where a form can't be served here."""
    rows = []
    for each in found.latency[: cut.latency]:
        who = clipped(f"`{label(each.recipe, each.pattern)}`", cut.words_chars)
        form, batch, seconds, ratio = wording.latency(each)
        rows.append([who, form, batch, clipped(seconds, cut.words_chars), ratio])
    if not rows:
        return ""
    head = ("Recipe", "Served as", "Batch", "One pass", "Against dense")
    table = page.table(head, rows, "spt")
    if (more := len(found.latency) - len(rows)) > 0:
        table += page.paragraph(f"… and {more} more", "soft")
    return page.details("How it serves on this machine", table)


def _layers(found: SparsityReport, rows: Sequence[RecipeRow], cut: Cut) -> str:
    """Density and sensitivity of each layer, with pictures of masks."""
    content = ""
    if found.sensitivity and cut.layers:
        n, m = first_of(found)
        if cut.drawn > 3:
            content += layers_chart.sensitivity(found, f"{n}:{m}", cut.layers)
        else:
            content += _sensitivity_table(found, cut)
    best = next((row for row in rows if row.is_best), rows[-1] if rows else None)
    run = best.runs[0] if best is not None and best.runs else None
    if run is not None and run.layers and cut.layers:
        table = [
            [f"`{clipped(each.name, cut.words_chars)}`", wording.shape(each.shape), each.kind,
             wording.error(each.density)]
            for each in run.layers[: cut.layers]
        ]  # fmt: skip
        if (more := len(run.layers) - len(table)) > 0:
            table.append([f"… and {more} more", "", "", ""])
        content += page.table(("Layer", "Shape", "Kind", "Kept"), table, "spt")
    for layer, picture in list(found.masks.items())[: cut.masks]:
        said = page.paragraph(f"Mask of `{clipped(layer, 80)}`, top left:", "soft")
        content += said + layers_chart.mask_picture(layer, picture, cut.mask_rows)
    return page.details("Layers: what is kept, and what pruning costs", content) if content else ""


def _sensitivity_table(found: SparsityReport, cut: Cut) -> str:
    rows = [
        [f"`{clipped(each.layer, cut.words_chars)}`", each.pattern,
         wording.error(each.relative_error), metric_change(each)]
        for each in found.sensitivity[: cut.layers]
    ]  # fmt: skip
    told = f"{clipped(found.metric, 60)}, by this layer alone"
    head = ["Layer", "Pattern", "Relative error", told]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    return page.table(head, rows, "spt")


def _formats(found: SparsityReport, cut: Cut) -> str:
    rows = [
        [f"`{clipped(each.layer, cut.words_chars)}`", each.format,
         wording.error(each.relative_error), wording.bits(each)]
        for each in found.formats[: cut.layers]
    ]  # fmt: skip
    if not rows:
        return ""
    if (more := len(found.formats) - len(rows)) > 0:
        rows.append([f"… and {more} more", "", "", ""])
    head = ("Layer", "Format", "Relative error", "Bits a weight")
    return page.details("Error of number formats on these weights", page.table(head, rows, "spt"))


def _next(found: SparsityReport, cut: Cut) -> str:
    """What to write next: export, and another pattern."""
    if not found.runs:
        return ""
    lines = []
    if (best := found.best) is not None:
        lines.append(f'jp.last("sparsity").export("model.safetensors", "{best.recipe}")')
    lines.append('jp.last("sparsity").widget()  # sliders for other patterns')
    n, m = first_of(found)
    other = (n, 2 * m) if 2 * m <= 64 else (n, m)
    lines.append(f"# another pattern: {magic_line(*other, found)}")
    code = page.escape(clipped("\n".join(lines), 4 * cut.words_chars))
    return page.details("What next", f'<pre class="code">{code}</pre>')
