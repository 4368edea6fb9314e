"""An estimate as data for front ends of ours: what `docs/messages.md` says, cut to fit."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from ..core.progress import Progress
from ..core.ranges import Range
from ..estimation.result import Curve, Estimate, Size
from . import estimate_accuracy, estimate_figures, estimate_wording, states
from .curves import drawn_points, drawn_samples, is_aside
from .envelope import Context, envelope, savable, short, without_empty
from .estimate_levels import Cut
from .estimate_trim import trimmed
from .left_out import further
from .limits import clipped

_NAME_CHARS = 60
_OWN_FORM = ("source", "rows", "sizes", "curves", "what_if", "fits", "figures", "notes",
             "assumptions")  # fmt: skip


def finished(
    found: Estimate, cut: Cut, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data of an estimate that is there; `aside` are remarks of whoever shows it."""
    return _common(found.source, found, cut, context, aside) | {"state": "done", "job": None}


def running(
    source: str,
    progress: Progress,
    cut: Cut,
    context: Context,
    *,
    predicted: Estimate | None = None,
    aside: Sequence[str] = (),
) -> dict[str, Any]:
    """The data while samples are measured; with `predicted`, while the cell itself runs."""
    partial = progress.partial if isinstance(progress.partial, Estimate) else None
    found = predicted if predicted is not None else partial
    found = found and trimmed(found, cut)
    data = _common(source, found, cut, context, aside)
    return data | {"state": "running", "progress": progress_data(progress, predicted)}


def progress_data(progress: Progress, predicted: Estimate | None = None) -> dict[str, Any]:
    """A report in numbers: fractions and seconds."""
    ahead = None if predicted is None else predicted.seconds
    return {
        **states.progress_data(progress),
        "phase": "estimating" if predicted is None else "cell",
        "predicted": None if ahead is None else [short(each) for each in _three(ahead)],
    }


def _common(
    source: str, found: Estimate | None, cut: Cut, context: Context, aside: Sequence[str]
) -> dict[str, Any]:
    created = found.created if found is not None else ""
    placed = envelope("estimate", source, context, most_chars=cut.source_chars, created=created)
    head = None if found is None else estimate_wording.headline(found)
    warning = "" if found is None else estimate_wording.isolation_warning(found)
    remarks = [*aside, *([warning] if warning else [])]
    return placed | {
        "headline": head and {"text": clipped(head.text, cut.head_chars), "tone": head.tone},
        "summary": "" if found is None else estimate_wording.summary(found),
        "remarks": [clipped(remark, cut.words_chars) for remark in remarks[-cut.notes :]],
        "result": None if found is None else result_data(found, cut),
        "left_out": left_out(source, found, cut),
    }


def result_data(found: Estimate, cut: Cut) -> dict[str, Any]:
    """The fields of `found` in the order of usefulness; what is empty is absent."""
    names = [f.name for f in dataclasses.fields(found) if f.name not in _OWN_FORM]
    plain = {name: tidy(getattr(found, name), cut) for name in names}
    held = estimate_accuracy.accuracy(found)
    data = {
        "version": 1,
        **plain,
        "ends": estimate_wording.ends(found),
        "fits": _fits(found, cut),
        "accuracy": held and _accuracy(found, held.text, held.tone),
        "sizes": [_size(each, cut) for each in found.sizes[: cut.notes]],
        "curves": [curve_data(found, curve, cut) for curve in found.curves],
        "what_if": [tidy(case, cut) for case in found.what_if[: cut.cases]],
        "rows": [_row(row, cut) for row in estimate_wording.heaviest(found)[: cut.rows]],
        "rows_count": len(found.rows) or None,
        "figures": [
            {"name": name, "label": label, "text": clipped(text, cut.words_chars)}
            for name, label, text in estimate_figures.rows(found.figures)[: cut.notes]
        ],
        "notes": tidy(found.notes, cut),
        "assumptions": tidy(found.assumptions, cut),
    }
    shown: dict[str, Any] = without_empty(data)
    return shown


def shared_data(estimates: list[dict[str, Any]]) -> dict[str, Any]:
    """What all of `estimates` (from `result_data`) have is taken out of each and given back."""
    if len(estimates) < 2:
        return {}
    first = estimates[0]
    names = [n for n in first if all(n in each and each[n] == first[n] for each in estimates)]
    shared = {name: first[name] for name in names if name not in _EACH_ITS_OWN}
    common = [
        c for c in first.get("curves", ()) if all(c in e.get("curves", ()) for e in estimates)
    ]
    for each in estimates:
        for name in shared:
            del each[name]
        own = [curve for curve in each.pop("curves", ()) if curve not in common]
        if own:
            each["curves"] = own
    return shared | ({"curves": common} if common else {})


_EACH_ITS_OWN = ("target", "title", "curves")


def curve_data(found: Estimate, curve: Curve, cut: Cut) -> dict[str, Any]:
    """Points as columns: in a notebook file each number takes a line, each name would too."""
    fit, samples = drawn_points(curve, cut.points), drawn_samples(curve, cut.samples)
    return {
        "quantity": curve.quantity,
        "over": clipped(curve.over, _NAME_CHARS),
        "form": clipped(curve.form, cut.words_chars),
        "words": clipped(curve.words, cut.words_chars),
        "samples": {
            "at": [short(each.sizes[curve.over]) for each in samples],
            "measured": [short(each.measured) for each in samples],
            "used": [each.used for each in samples],
            "aside": [is_aside(found, curve, each) for each in samples],
        },
        "fit": {
            "at": [short(each.sizes[curve.over]) for each in fit],
            "value": [short(each.expected.value) for each in fit],
            "low": [short(each.expected.low) for each in fit],
            "high": [short(each.expected.high) for each in fit],
        },
    }


def tidy(value: Any, cut: Cut) -> Any:
    """Plain JSON: four digits are what a picture needs, and no text or list goes on for ever."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return short(float(value))
    if isinstance(value, str):
        return clipped(value, cut.words_chars)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {each.name: tidy(getattr(value, each.name), cut) for each in fields}
    if isinstance(value, tuple | list):
        return [tidy(each, cut) for each in value[: cut.notes]]
    if value is None:
        return None
    return {clipped(str(k), _NAME_CHARS): tidy(each, cut) for k, each in _first(value, cut)}


def _first(mapping: Any, cut: Cut) -> list[tuple[Any, Any]]:
    return list(mapping.items())[: max(cut.notes, 6)]


def _size(size: Size, cut: Cut) -> dict[str, Any]:
    """Its value is the user's own: a slider that stands on it says just that."""
    data: dict[str, Any] = tidy(size, cut)
    return data | {"value": size.value if abs(size.value) < float("inf") else None}


def _row(row: Any, cut: Cut) -> dict[str, Any]:
    data: dict[str, Any] = tidy(row, cut)
    if row.count == 1:
        del data["count"]
    return data | {name: int(data[name]) for name in ("line", "count") if data.get(name)}


def _fits(found: Estimate, cut: Cut) -> dict[str, Any] | None:
    if found.fits is None:
        return None
    said = {"verdict": found.fits.verdict, "text": estimate_wording.fits_text(found.fits)}
    data: dict[str, Any] = tidy(found.fits, cut)
    return data | said


def _accuracy(found: Estimate, text: str, tone: str) -> dict[str, Any] | None:
    """Only of a run that ended by itself."""
    actual = found.actual
    if actual is None or actual.ended != "done":
        return None
    held: dict[str, Any] = {"text": text, "tone": tone}
    for name in ("seconds", "peak_bytes"):
        measured = "alone_seconds" if name == "seconds" else name
        predicted, value = getattr(found, name), getattr(actual, measured)
        if predicted is not None and value is not None and predicted.value > 0:
            held[name] = {"ratio": short(value / predicted.value), "inside": value in predicted}
    return held


def _three(value: Range) -> tuple[float, float, float]:
    return value.value, value.low, value.high


def left_out(source: str, found: Estimate | None, cut: Cut) -> list[str]:
    """What isn't in the data, in words."""
    missing = [] if savable(source.rstrip("\n"), cut.source_chars) else ["the cell's source"]
    if found is None:
        return missing
    counts = {
        "row(s)": (len(found.rows), cut.rows),
        "case(s) of “what if”": (len(found.what_if), cut.cases),
        "note(s)": (len(found.notes), cut.notes),
        "assumption(s)": (len(found.assumptions), cut.notes),
        "figure(s)": (len(found.figures), cut.notes),
    }
    return missing + further(counts)
