"""What a sparsity report says of itself, in words that its text, HTML and data share."""

from __future__ import annotations

import math

from ..core import units
from ..core.ranges import Range
from ..sparsity.result import FormatError, Latency, SparsityReport, Summary
from ..sparsity.training import Skipped
from .limits import clipped
from .quantities import quantity, ratio
from .sparsity_rows import RecipeRow, label_of, patterns_of, rows_of
from .wording import Headline

FORMS = {
    "dense": "dense",
    "packed": "packed",
    "int8": "int8, dense",
    "packed-int8": "int8, packed",
    "semi-structured": "torch semi-structured (CUDA)",
}
"""How a trained model is served, for users."""


def headline(found: SparsityReport) -> Headline:
    """The answer; a warning where no sparse recipe gave a metric."""
    text = found.answer or "Nothing is known"
    if found.best is None and not any(not run.failed for run in found.runs):
        return Headline(text, "warn")
    return Headline(text, "good" if found.best is not None else "plain")


def remarks(found: SparsityReport) -> list[str]:
    """What must be read with every figure."""
    lines = []
    if found.stopped and found.runs:
        lines.append(f"Stopped {found.stopped}: this is what had ended by then")
    single = [s for s in found.summaries if s.seeds == 1]
    if single and len(single) == len([s for s in found.summaries if s.seeds]):
        lines.append(
            "One seed: no spread is known, so that a difference may be chance;"
            " `--seeds 5` tells them apart"
        )
    return lines


def asked(found: SparsityReport) -> str:
    """`Sequential (13 k parameters), Adam, torch, acc (higher is better)`."""
    better = "higher" if found.direction == "max" else "lower"
    metric = f"metric {found.metric} ({better} is better)" if found.metric else "no metric"
    parts = [found.model, found.optimizer, found.backend, *patterns_of(found)[:6], metric]
    return ", ".join(part for part in parts if part)


def metric(summary: Summary) -> str:
    """`95.14 ± 0.21 (10 seeds)`."""
    if summary.mean is None:
        return ""
    if summary.standard_error is None:
        return f"{plain_number(summary.mean)} (one seed)"
    number, error = with_error(summary.mean, summary.standard_error)
    return f"{number} ± {error} ({units.counted(summary.seeds, 'seed')})"


def with_error(value: float, error: float) -> tuple[str, str]:
    """A mean and its standard error with as many digits as the error supports (two of its own)."""
    if not math.isfinite(error) or error <= 0:
        return plain_number(value), f"{max(error, 0.0):g}"
    digits = max(0, 1 - math.floor(math.log10(error)))
    if digits > 8:
        return f"{value:.3g}", f"{error:.2g}"
    return f"{value:.{digits}f}", f"{error:.{digits}f}"


def plain_number(value: float) -> str:
    """Four digits of it."""
    return f"{value:.4g}"


def difference(summary: Summary) -> str:
    """`-0.14 [-0.31, +0.03]`, an 80% interval; "" for a single seed and for dense."""
    value = summary.difference
    if value is None:
        return ""
    spread = max(value.high - value.low, 0.0)
    digits = 4 if spread <= 0 else min(8, max(0, 1 - math.floor(math.log10(spread))))
    number, low, high = (_signed(each, digits) for each in (value.value, value.low, value.high))
    return f"{number} [{low}, {high}]"


def _signed(value: float, digits: int) -> str:
    said = f"{value:+.{digits}f}"
    return said[1:] if float(said) == 0 else said.replace("-", "\N{MINUS SIGN}")


def test(summary: Summary) -> str:
    """`p = 0.03, better on 8 of 10`: of the paired test against dense."""
    if summary.difference is None:
        return ""
    p = summary.p_value
    said = "" if p is None or math.isnan(p) else "p < 0.001" if p < 0.001 else f"p = {p:.2g}"
    return ", ".join(filter(None, (said, f"better on {summary.wins} of {summary.seeds}")))


def density(row: RecipeRow) -> str:
    """`50% kept`."""
    value = row.density if row.summary.pattern != "dense" else None
    return "" if value is None else units.percent(value)


def size(summary: Summary) -> str:
    """`0.53× (17 of 32 kB)`: of the sparsified tensors, counted, so that it has no interval."""
    packed, dense = summary.bytes_packed, summary.bytes_dense
    if packed is None or not dense:
        return ""
    sizes = [units.trimmed(units.size(each)) for each in (packed, dense)]
    (first, unit), (_, other) = (each.rsplit(" ", 1) for each in sizes)
    of = f"{first} of {sizes[1]}" if unit == other else f"{sizes[0]} of {sizes[1]}"
    return f"{units.ratio(packed / dense)} ({of})"


def served(row: RecipeRow) -> str:
    """`2.1× [2.0, 2.2] packed, batch 1`."""
    best = row.served
    if best is None:
        return ""
    return f"{ratio(best.ratio)} {FORMS.get(best.form, best.form)}, batch {best.batch}"


def latency(each: Latency) -> tuple[str, str, str, str]:
    """Form, batch, seconds and ratio, or the reason why there is none."""
    seconds = "" if each.seconds is None else quantity("seconds", each.seconds)
    against = "" if each.form == "dense" and each.ratio is None else ratio(each.ratio)
    said = each.reason if each.seconds is None and each.ratio is None else seconds
    return FORMS.get(each.form, each.form), units.count(each.batch), said, against


def step_time(row: RecipeRow) -> str:
    """Median over seeds' medians, with their ends: `3.1 ms (3.0 to 3.3 ms over 10 seeds)`."""
    known = sorted(run.step_seconds for run in row.runs if run.step_seconds is not None)
    if not known:
        return ""
    middle = units.trimmed(units.seconds(known[len(known) // 2]))
    if len(known) == 1:
        return f"{middle} (one run)"
    low, high = (units.trimmed(units.seconds(known[at])) for at in (0, -1))
    return f"{middle} ({low} to {high})"


def switch(row: RecipeRow) -> str:
    """Which rule ended STEP's first phase: what was said first, and how many differ."""
    said = list(dict.fromkeys(run.switch for run in row.runs if run.switch))
    if not said:
        return ""
    return said[0] + (f"; other seeds differ ({len(said) - 1})" if len(said) > 1 else "")


def skipped(each: Skipped) -> str:
    """`` `model.4.weight` (10x64): the output head``."""
    return f"`{each.name}` ({shape(each.shape)}): {each.why}"


def shape(sizes: tuple[int, ...]) -> str:
    return "x".join(map(str, sizes))


def error(value: float) -> str:
    """A relative error: `12%`."""
    return units.percent(value) if math.isfinite(value) else "unknown"


def error_range(value: Range) -> str:
    """`27%`; `20% (0% to 27%)` where it was read off."""
    if value.low == value.high:
        return error(value.value)
    return f"{error(value.value)} ({error(value.low)} to {error(value.high)})"


def bits(each: FormatError) -> str:
    return f"{each.bits:.3g}"


def notes_of(found: SparsityReport) -> list[str]:
    """The report's own, what ended first phases, runs' (each once), what could not be known."""
    switches = [
        f"`{label_of(row.summary)}` switched: {said}"
        for row in rows_of(found)
        if (said := switch(row))
    ]
    of_runs = [note for run in found.runs for note in run.notes]
    reasons = [f"`{name}`: {why}" for name, why in found.reasons.items()]
    return list(dict.fromkeys((*found.notes, *switches, *of_runs, *reasons)))


def cost(found: SparsityReport) -> str:
    """What all runs together were said to take, and took."""
    parts = []
    if found.predicted_seconds is not None:
        parts.append(f"predicted {quantity('seconds', found.predicted_seconds)}")
    if found.predicted_usd is not None:
        parts.append(quantity("usd", found.predicted_usd))
    if found.seconds:
        parts.append(f"took {units.trimmed(units.seconds(found.seconds))}")
    return ", ".join(parts)


def footnote(found: SparsityReport, most: int) -> str:
    """When and with what it was found out, and what the signs mean."""
    spread = any(s.standard_error is not None for s in found.summaries)
    facts = [
        cost(found),
        found.created.replace("T", " ").replace("+00:00", " UTC"),
        *(clipped(f"{name} {version}", 60) for name, version in
          list(found.versions.items())[:most]),
        "± is the standard error over seeds" if spread else "",
        "brackets are 80% intervals, of differences to dense on the same seeds" if spread else "",
        "sizes are of the sparsified tensors, indices and scales included"
        if any(s.bytes_packed for s in found.summaries) else "",
        "ratios are dense time over theirs on this machine" if found.latency else "",
    ]  # fmt: skip
    return " · ".join(fact for fact in facts if fact)
