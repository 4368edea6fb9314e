"""What each recipe came to, over its seeds: the rows that text, HTML and data share."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..sparsity.result import DENSE, Latency, Run, SparsityReport, Summary

EXACT = ("dense", "packed", "semi-structured")
"""Forms that serve the weights as they were trained."""
Key = tuple[str, str, str]
"""Recipe, pattern, quantization."""


@dataclass(frozen=True)
class RecipeRow:
    """A recipe with a pattern, over its seeds."""

    summary: Summary
    runs: tuple[Run, ...]
    """Those that ended as they should."""
    failed: tuple[Run, ...]
    latency: tuple[Latency, ...]
    """Of its trained model, the smallest batch first; in each the fastest form first."""
    is_best: bool

    @property
    def is_plain(self) -> bool:
        """Whether it is the cell as it stands."""
        return self.summary.pattern == DENSE and self.summary.quantize == "none"

    @property
    def density(self) -> float | None:
        """Mean over seeds, of all weights in the layers that were sparsified."""
        known = [each.density for each in self.runs if each.density is not None]
        return statistics.fmean(known) if known else None

    @property
    def size_ratio(self) -> float | None:
        """Packed bytes over those of the same tensors dense in fp32; 1 for the dense run."""
        packed, dense = self.summary.bytes_packed, self.summary.bytes_dense
        if packed is None or not dense:
            return 1.0 if self.is_plain else None
        return packed / dense

    @property
    def served(self) -> Latency | None:
        """Its fastest form at the smallest batch that was timed, of those that compute with the
        weights that gave the metric: int8 is another model unless it was trained so."""
        is_rounded = self.summary.quantize != "none"
        timed = [
            each
            for each in self.latency
            if each.ratio is not None and (each.form not in EXACT) == is_rounded
        ]
        return timed[0] if timed else None


def rows_of(found: SparsityReport) -> list[RecipeRow]:
    """The run as the cell stands first, then the best metric first, then what failed."""
    runs = _grouped(found.runs)
    known = {_key(each): each for each in found.summaries}
    keys = dict.fromkeys((*known, *runs))
    best = found.best
    rows = [_row(found, known.get(key) or Summary(*key), runs.get(key, []), best) for key in keys]
    sign = 1.0 if found.direction == "max" else -1.0
    return sorted(rows, key=lambda row: _rank(row, sign))


def failures(found: SparsityReport) -> list[tuple[str, str]]:
    """(which runs, why) of those that gave nothing; what failed alike is told once."""
    same: dict[tuple[Key, str], list[int]] = {}
    for run in found.runs:
        if run.failed:
            same.setdefault((_key(run), run.failed), []).append(run.seed)
    return [(f"{label(*key)}, {_seeds(seeds)}", why) for (key, why), seeds in same.items()]


def label(recipe: str, pattern: str, quantize: str = "none") -> str:
    """`step 2:4 int4`; `dense` for the cell as it stands."""
    parts = (recipe, "" if pattern in (DENSE, recipe) else pattern)
    return " ".join(filter(None, (*parts, "" if quantize == "none" else quantize)))


def label_of(summary: Summary) -> str:
    return label(summary.recipe, summary.pattern, summary.quantize)


def shown_run(row: RecipeRow) -> Run | None:
    """The run whose losses and layers stand for a row: that of the lowest seed."""
    return min(row.runs, key=lambda run: run.seed, default=None)


def patterns_of(found: SparsityReport) -> list[str]:
    """All that were asked for, each once, without `dense`."""
    named = [*(s.pattern for s in found.summaries), *(r.pattern for r in found.runs)]
    return [each for each in dict.fromkeys(named) if each != DENSE]


def _row(
    found: SparsityReport, summary: Summary, runs: Sequence[Run], best: Summary | None
) -> RecipeRow:
    own = [
        each
        for each in found.latency
        if (each.recipe, each.pattern) == (summary.recipe, summary.pattern)
    ]
    own.sort(key=lambda each: (each.batch, -(each.ratio.value if each.ratio else 0.0)))
    return RecipeRow(
        summary,
        tuple(run for run in runs if not run.failed),
        tuple(run for run in runs if run.failed),
        tuple(own),
        best is not None and summary == best,
    )


def _grouped(runs: Iterable[Run]) -> dict[Key, list[Run]]:
    groups: dict[Key, list[Run]] = {}
    for run in runs:
        groups.setdefault(_key(run), []).append(run)
    return groups


def _key(each: Run | Summary) -> Key:
    return each.recipe, each.pattern, each.quantize


def _rank(row: RecipeRow, sign: float) -> tuple[bool, bool, float, str]:
    mean = row.summary.mean
    return not row.is_plain, mean is None, -sign * (mean or 0.0), label_of(row.summary)


def _seeds(seeds: Sequence[int]) -> str:
    ordered = sorted(set(seeds))
    if len(ordered) == 1:
        return f"seed {ordered[0]}"
    if ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"seeds {ordered[0]} to {ordered[-1]}"
    return "seeds " + ", ".join(map(str, ordered[:6])) + (" …" if len(ordered) > 6 else "")
