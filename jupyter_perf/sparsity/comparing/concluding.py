"""From what was gathered to the report."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterable

from ...core import versions
from ..result import Latency, Run, Sensitivity, SparsityReport
from ..training import Skipped
from . import answering, sizing, summing
from .errand import Errand
from .gathered import Gathered, is_plain_dense, why_missing
from .metric import LAST_LOSS

_OWN_RIGHTS = (
    "each run is a process of its own with your rights, on a copy of what the cell reads: nothing"
    " changes in the kernel, and files that the cell writes are written by each run"
)
_PAIRED = (
    "runs of one seed begin with the same weights and see the same batches, as far as the cell"
    " draws them from the global generators of random, numpy and torch"
)

_IN_KERNEL = (
    "the sparse run is the cell in this kernel, with its own seeds: beside a dense run of another"
    " process it says less than runs that are compared, with the same seeds"
)


def report(gathered: Gathered, errand: Errand) -> SparsityReport:
    """Everything that is known by now."""
    runs = tuple(gathered.measured(each) for each in gathered.entries())
    metric, dense, cost = gathered.metric, gathered.first, gathered.cost
    direction = metric.better if metric else "max"
    best_of = summing.summaries(runs, direction, sizing.sizes(runs))
    found = SparsityReport(
        answer="",
        source=gathered.asked.source,
        metric=metric.name if metric else "",
        direction=direction,
        model=dense.model if dense else "",
        optimizer=dense.optimizer if dense else "",
        runs=runs,
        summaries=best_of,
        latency=tuple(_latency(gathered)),
        formats=dense.formats if dense else (),
        sensitivity=tuple(_sensitivity(gathered)),
        skipped=_skipped(runs),
        predicted_seconds=cost.seconds if cost else None,
        predicted_usd=cost.usd if cost else None,
        reasons=_reasons(gathered, runs),
        assumptions=_assumptions(gathered),
        notes=tuple(
            dict.fromkeys((*gathered.asked.notes, *gathered.notes, *_notes(gathered, runs)))
        ),
        stopped=gathered.stopped,
        seconds=errand.elapsed,
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        versions=versions.of_modules(["torch", "numpy"]),
    )
    found = dataclasses.replace(found, masks=_masks(gathered, found))
    return dataclasses.replace(found, answer=answering.sentence(found, gathered))


def _latency(gathered: Gathered) -> Iterable[Latency]:
    for each in gathered.all_finished():
        yield from each.latency


def _sensitivity(gathered: Gathered) -> Iterable[Sensitivity]:
    """With what each layer, pruned alone, does to the metric, as far as it was looked at."""
    dense, metric = gathered.first, gathered.metric
    if dense is None:
        return
    name = metric.name if metric else ""
    own = dense.entries[0].values.get(name, math.nan)
    changes = {(each.layer, each.pattern): each.values.get(name, math.nan) - own
               for each in dense.alone}  # fmt: skip
    for each in dense.sensitivity:
        change = changes.get((each.layer, each.pattern), math.nan)
        yield dataclasses.replace(each, metric_change=change if math.isfinite(change) else None)


def _skipped(runs: Iterable[Run]) -> tuple[Skipped, ...]:
    """Layers that stay dense in every sparse run."""
    sparse = [run for run in runs if run.layers]
    if not sparse:
        return next((run.skipped for run in runs if run.skipped), ())
    always = set.intersection(*({each.name for each in run.skipped} for run in sparse))
    return tuple(each for each in sparse[0].skipped if each.name in always)


def _masks(gathered: Gathered, found: SparsityReport) -> dict[str, str]:
    """Of the best recipe, or of the first that has any."""
    best = found.best
    drawn = [each for each in gathered.all_finished() if each.masks]
    for each in drawn:
        run = each.entries[0].run
        if best and (run.recipe, run.pattern) == (best.recipe, best.pattern):
            return dict(each.masks)
    return dict(drawn[0].masks) if drawn else {}


def _reasons(gathered: Gathered, runs: tuple[Run, ...]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    if gathered.refused:
        reasons["runs"] = gathered.refused
    for result in gathered.all_finished():
        for name, why in result.reasons.items():
            reasons.setdefault(name, why)
    dense = gathered.first
    if dense is not None and dense.failed:
        reasons["runs"] = dense.failed
    elif dense is not None and gathered.metric is None:
        reasons["metric"] = "the cell leaves no number, and no loss was seen: name one as metric"
    elif dense is not None and gathered.metric and runs and runs[0].metric is None:
        reasons["metric"] = why_missing(dense.entries[0], gathered.metric.name)
    if gathered.live is None and gathered.cost is None:
        reasons["predicted_seconds"] = "no run was made from which it could be told"
    elif gathered.cost is not None and gathered.cost.usd is None:
        reasons["predicted_usd"] = gathered.cost.priced
    if len(gathered.asked.seeds) == 1 and gathered.live is None:
        reasons["difference"] = "one seed has no spread: ask for seeds=5 to tell chance from effect"
    return reasons


def _assumptions(gathered: Gathered) -> tuple[str, ...]:
    said = [_OWN_RIGHTS, _PAIRED] if gathered.live is None else [_IN_KERNEL]
    if gathered.live is not None and gathered.dense is not None:
        said.append(_OWN_RIGHTS)
    if gathered.cost is not None:
        said.append(
            "time was predicted from the dense run, each other's training at 0.9 to 1.6 of its own"
            + (f"; {gathered.cost.priced}" if gathered.cost.usd else "")
        )
    asked = gathered.asked
    if asked.mask_every > 1:
        said.append(f"masks are chosen every {asked.mask_every} steps, not at each as papers do")
    if asked.pilot is not None:
        said.append(f"a pilot: each run ends after {asked.pilot} steps, and says little of the end")
    return tuple(said)


def _notes(gathered: Gathered, runs: tuple[Run, ...]) -> Iterable[str]:
    metric, asked = gathered.metric, gathered.asked
    if asked.metric is None and metric is not None:
        what = "the mean of the last tenth of losses" if metric.name == LAST_LOSS else "by its name"
        yield (
            f"the metric was guessed ({what}): `{metric.name}`, better at its {metric.better}imum;"
            " say metric='name:max' for another"
        )
    if asked.names.dynamic:
        yield f"the cell uses {asked.names.dynamic[0]}: what it reads by that may be missing"
    for result in gathered.all_finished():
        yield from result.notes
    dense = [r.metric for r in runs if is_plain_dense(r) and r.metric is not None]
    if len(dense) > 1 and len(set(dense)) == 1:
        yield (
            "all dense runs gave the same metric: seeds change nothing here (the model and its"
            " batches may be made before the cell), so intervals say nothing of chance"
        )
