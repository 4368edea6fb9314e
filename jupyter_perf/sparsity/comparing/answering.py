"""In a few sentences: first where it is faster and where it isn't, then how good it is."""

from __future__ import annotations

from ...core import units
from ..result import DENSE, Latency, SparsityReport, Summary
from .gathered import Gathered

LOADS = (
    "The export loads with jupyter_perf.sparsity.load alone; other runtimes get zeros, and neither"
    " less memory nor time from them."
)


def sentence(found: SparsityReport, gathered: Gathered) -> str:
    """What came out, in the order in which it matters."""
    if gathered.refused:
        return f"Nothing was run: {gathered.refused}"
    dense = gathered.first
    if dense is None:
        return f"No run has come to its end: {found.stopped or 'it was stopped'}."
    if dense.failed:
        return f"There is nothing to compare: {_lower(dense.failed)}."
    parts = [faster(found), _metric(found), _size(found), _loads(found)]
    if found.stopped:
        parts.append(f"It ended early: {found.stopped}.")
    return " ".join(part for part in parts if part)


def _lower(text: str) -> str:
    return text.rstrip(".")


def faster(found: SparsityReport) -> str:
    """Where the packed form is faster than dense, where slower, where neither can be told."""
    timed = [each for each in found.latency if each.form == "packed" and each.ratio is not None]
    if not timed:
        why = next((e.reason for e in found.latency if e.form == "packed" and e.reason), "")
        why = why or found.reasons.get("latency", "")
        return f"Whether it is faster wasn't measured: {why}." if why else ""
    faster = [each for each in timed if each.ratio is not None and each.ratio.low > 1.0]
    slower = [each for each in timed if each.ratio is not None and each.ratio.high < 1.0]
    unclear = [each for each in timed if each not in faster and each not in slower]
    said = [
        f"{words} {_list(some)}"
        for words, some in (
            ("faster for", faster),
            ("slower for", slower),
            ("no difference can be told for", unclear),
        )
        if some
    ]
    return f"Packed, against dense on this machine: {'; '.join(said)}."


def _list(timed: list[Latency]) -> str:
    return ", ".join(f"{each.pattern} at batch {each.batch} {_ratio(each)}" for each in timed[:4])


def _ratio(each: Latency) -> str:
    assert each.ratio is not None
    return units.ratio_in_brackets(each.ratio.value, each.ratio.low, each.ratio.high)


def _metric(found: SparsityReport) -> str:
    best = found.best
    dense = next((s for s in found.summaries if s.pattern == DENSE and s.quantize == "none"), None)
    if dense is None or dense.mean is None:
        why = found.reasons.get("metric", "")
        return f"No metric to compare by: {why}." if why else ""
    base = f"dense {_number(dense.mean)}"
    if best is None or best.mean is None:
        failed = next((run.failed for run in found.runs if run.pattern != DENSE and run.failed), "")
        tail = f"; no sparse run has a result: {failed}" if failed else ""
        return f"{found.metric}: {base}{tail}."
    return f"Best is {_name(best)}: {found.metric} {_number(best.mean)}, {base}{_spread(best)}."


def _name(best: Summary) -> str:
    return f"{best.recipe} at {best.pattern}"


def _spread(best: Summary) -> str:
    if best.difference is None:
        return " (one seed: no interval)" if best.seeds == 1 else ""
    d = best.difference
    return (
        f" (difference {_signed(d.value)}, 80% interval {_signed(d.low)} to {_signed(d.high)},"
        f" {best.seeds} seeds)"
    )


def _number(value: float) -> str:
    return f"{value:.4g}"


def _signed(value: float) -> str:
    return f"{value:+.3g}"


def _size(found: SparsityReport) -> str:
    best = found.best
    if best is None or not best.bytes_packed or not best.bytes_dense:
        return ""
    share = best.bytes_packed / best.bytes_dense
    return f"Its sparsified weights take {share:.2f} of their fp32 size, packed."


def _loads(found: SparsityReport) -> str:
    return LOADS if any(run.weights and run.pattern != DENSE for run in found.runs) else ""
