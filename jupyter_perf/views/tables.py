"""Tables that aren't results: the rules, and what the doctor found."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from ..core import units
from ..core.targets import Target
from . import static_html as page

_WIDTH = 80


def rule_table(rules: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of `refinement.rules.table()`: name, safety, gain (a prior guess), summary."""
    head = ("Rule", "Safety", "Gain", "What it does")
    rows = [
        (rule["name"], rule["safety"], f"about {rule['gain']:g}×", rule["summary"])
        for rule in rules
    ]
    note = (
        "Gains are guesses that order the search: each rewrite is run, compared and measured on"
        " your data. “check”: on some inputs the answer may differ, in rounding for example;"
        " a rewrite that does is never applied. `%perf explain NAME` shows a rule in full."
    )
    lines = [units.counted(len(rows), "rule"), *textwrap.wrap(note, _WIDTH)]
    for name, safety, gain, summary in rows:
        lines += _entry(name, f"{summary} ({safety}, {gain})")
    html = page.root(page.table(head, rows), page.paragraph(note, "soft"))
    return {"text/plain": "\n".join(lines), "text/html": html}


_TARGET_HEAD = ("Target", "What", "Memory", "Bandwidth", "fp32", "fp16", "int8", "Power", "Price")


def target_table(targets: Sequence[Target]) -> dict[str, Any]:
    """What can be estimated for; every price with its place and date, every row with its source."""
    note = (
        "Peaks are the makers' figures for dense matrices, in operations a second; what isn't known"
        " is left out. Prices are on demand, per hour, as of the date beside them."
    )
    rows = [_target_row(target) for target in targets]
    lines = [units.counted(len(rows), "target"), *textwrap.wrap(note, _WIDTH)]
    for target, row in zip(targets, rows, strict=True):
        said = zip(("", "", *_TARGET_HEAD[4:7], "", ""), row[2:], strict=True)
        figures = [f"{name} {value}".strip() for name, value in said if value]
        lines += _entry(target.name, "; ".join(filter(None, (row[1], *figures, _origin(target)))))
    listed = page.table((*_TARGET_HEAD, "Source"), [(*row, _origin(t)) for row, t in
                        zip(rows, targets, strict=True)])  # fmt: skip
    html = page.root(listed, page.paragraph(note, "soft"))
    return {"text/plain": "\n".join(lines), "text/html": html}


def _target_row(target: Target) -> tuple[str, ...]:
    memory, bandwidth = target.memory_gb, target.bandwidth_gb_per_s
    cores = units.counted(target.cores, "core") if target.kind == "cpu" and target.cores else ""
    price = "" if target.usd_per_hour is None else f"{units.usd(target.usd_per_hour)}/h"
    return (
        target.name,
        ", ".join(filter(None, (target.title, cores))),
        "" if memory is None else units.size(memory * 1e9),
        "" if bandwidth is None else f"{units.size(bandwidth * 1e9)}/s",
        *(_peak(target, precision) for precision in ("fp32", "fp16", "int8")),
        "" if target.tdp_w is None else f"{target.tdp_w:g} W",
        " ".join(filter(None, (price, target.price_date and f"({target.price_date})"))),
    )


def _peak(target: Target, precision: str) -> str:
    peak = target.peak_tflops(precision)
    if peak is None:
        return ""
    unit = "OP" if precision.startswith("int") else "FLOP"
    return units.flops(peak * 1e12).replace("FLOP", f"{unit}/s")


def _origin(target: Target) -> str:
    sure = f"{target.confidence} confidence" if target.confidence else ""
    price = target.price_source
    if target.usd_per_hour is not None and not target.price_date:
        price = f"{price or 'a price'}, not dated"
    return "; ".join(filter(None, (target.source, sure, price, target.note)))


def findings(rows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """(topic, finding) rows."""
    lines = [line for topic, finding in rows for line in _entry(topic, finding)]
    html = page.root(page.table(("", ""), rows))
    return {"text/plain": "\n".join(lines), "text/html": html}


def _entry(name: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{name}: {text}", _WIDTH, subsequent_indent="    ", break_on_hyphens=False
    )
