"""How pruned attention is shown: text and static HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.ranges import Range
from ..sparsity.attention.result import AttentionPruned, LayerPruned
from . import static_html as page

_NAMES = {"leopard": "LeOPArd", "sprint": "SPRINT"}
MOST_LAYERS = 40
_NO_TIME = (
    "Nothing ran faster by it: pruned scores save time in the paper's hardware only, and were"
    " counted here, not timed."
)


def mimebundle(found: AttentionPruned) -> dict[str, Any]:
    """Both forms of `found`; of many layers the first ones."""
    head, rows = _table(found)
    said = [*_said(found), *_left_out(found)]
    lines = [said[0], *_aligned([head, *rows]), *said[1:]]
    shown = page.root(
        page.paragraph(said[0], "head"),
        page.table(head, rows),
        *(page.paragraph(each, "soft") for each in said[1:]),
    )
    return {"text/plain": "\n".join(lines), "text/html": shown}


def _said(found: AttentionPruned) -> list[str]:
    share = "no scores were seen" if found.share is None else f"{found.share:.1%} of scores pruned"
    first = f"{_NAMES.get(found.method, found.method)}: {share}; {_loss(found)}"
    said = [first, *_metrics(found)]
    if found.bits is not None:
        said.append(
            f"Modelled: a bit-serial product would look at {found.bits:.1f} of {found.of_bits} bits"
            " of a key on average."
        )
    reasons = [f"{name}: {why}" for name, why in found.reasons.items()]
    return [*said, _NO_TIME, *found.notes, *reasons, found.cited]


def _loss(found: AttentionPruned) -> str:
    if found.loss_change is None:
        return "what it does to the loss has no interval"
    against = "before" if found.loss_control is None else "the same training with exact attention"
    return f"loss {_ranged(found.loss_change, signed=True)} against {against}"


def _metrics(found: AttentionPruned) -> list[str]:
    values = {
        "before": found.metric_before,
        "after": found.metric_after,
        "trained alike with exact attention": found.metric_control,
    }
    known = [f"{value:.4g} {when}" for when, value in values.items() if value is not None]
    return [f"Metric: {', '.join(known)}."] if known else []


def _table(found: AttentionPruned) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    approximated = found.method == "sprint"
    last = ("As exact scores decide", "Missed") if approximated else ("Bits (modelled)",)
    head = ("Layer", "Threshold", "Scores", "Pruned", *last)
    return head, [_row(each, approximated) for each in found.layers[:MOST_LAYERS]]


def _row(layer: LayerPruned, approximated: bool) -> tuple[str, ...]:
    share = f"{layer.pruned / layer.scores:.1%}" if layer.scores else "none seen"
    if layer.share is not None:
        share += f" ({layer.share.low:.1%} to {layer.share.high:.1%})"
    begin = (layer.name, f"{layer.threshold:.3g}", f"{layer.scores:,}", share)
    if approximated:
        return (*begin, _percent(layer.agreement), _percent(layer.missed))
    return (*begin, "" if layer.bits is None else f"{layer.bits:.1f}")


def _left_out(found: AttentionPruned) -> list[str]:
    more = len(found.layers) - MOST_LAYERS
    return [f"{more} more layers are in `to_frame()`."] if more > 0 else []


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _ranged(value: Range, signed: bool = False) -> str:
    form = "+.3g" if signed else ".3g"
    return f"{value.value:{form}} ({value.low:{form}} to {value.high:{form}})"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
            for row in rows]  # fmt: skip
