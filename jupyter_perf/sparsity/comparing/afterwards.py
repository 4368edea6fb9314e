"""What is made of a trained dense model without training it again, and what is read off it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...errors import PerfError
from ..pattern import parse
from ..recipes import recipe_of
from ..result import DENSE, Run
from ..training import Asked, Layer, Skipped
from . import alone, failing, observing
from .job import Entry, Finished, Job
from .looking import INSIDE, Looking, kept
from .models import Model, save
from .running import CellRun

ROUNDED = "the trained dense weights, rounded: no training knew of it"
PRUNED = "the trained dense weights, pruned: no training knew of it"


class Afterwards:
    """Of one run, in its process."""

    def __init__(
        self, job: Job, cell: CellRun, folder: Path, say: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._job = job
        self._folder = folder
        self._say = say
        self._looking = Looking(cell, job.names)
        self.remember = self._looking.remember

    def done(self, finished: Finished, models: Mapping[str, Model], session: Any) -> Finished:
        """`finished` with what else there is to know of it."""
        main, run = finished.entries[0], finished.entries[0].run
        entries = list(finished.entries)
        if self._job.task.after or self._job.alone:
            self._looking.check(models, main.values)
            entries += [self._made(each, run, models, session) for each in self._job.task.after]
        found = dataclasses.replace(finished, entries=tuple(entries))
        if run.pattern == DENSE and run.quantize == "none":
            found = dataclasses.replace(
                found,
                formats=observing.format_errors(run.layers, models),
                sensitivity=observing.sensitivities(run.layers, models, self._job.patterns),
            )
            return self._one_by_one(found, models) if self._job.alone else found
        found = dataclasses.replace(found, masks=observing.pictures(run.layers, models))
        return with_latency(found, models, session) if self._job.latency else found

    def _one_by_one(self, found: Finished, models: Mapping[str, Model]) -> Finished:
        """With what pruning each layer alone does to the numbers that the cell leaves."""
        if self._looking.reason:
            return found
        run, ends = found.entries[0].run, self._job.ends
        self._say({"stage": "each layer pruned alone"})
        began = time.monotonic()
        left = None if ends is None else ends - time.time()
        seconds = alone.seconds_for(run.seconds or 0.0, left)
        made, why = alone.looked_at(run.layers, models, found.sensitivity, self._looking, seconds)
        reasons = {**found.reasons, **({"metric_change": why} if why else {})}
        took = time.monotonic() - began
        return dataclasses.replace(found, alone=made, alone_seconds=took, reasons=reasons)

    def _made(self, after: Any, run: Run, models: Mapping[str, Model], session: Any) -> Entry:
        """One more run: the model changed, and looked at again."""
        self._say({"stage": f"{after.recipe} {after.pattern} {after.quantize}".replace("none", "")})
        began = time.monotonic()
        made = dataclasses.replace(
            run, recipe=after.recipe, pattern=after.pattern, quantize=after.quantize, weights="",
            notes=(ROUNDED if after.recipe == DENSE else PRUNED,), seconds=None,
        )  # fmt: skip
        with kept(models):
            try:
                made = self._changed(made, models, session)
            # Forward passes of the user's model run here.
            except Exception as error:
                why = str(error) if isinstance(error, PerfError) else failing.words(error)
                return Entry(dataclasses.replace(made, failed=why))
            values = None if self._looking.reason else self._looking.values(models)
            if after.recipe != DENSE and run.model in models:
                made = dataclasses.replace(
                    made, weights=save(models[run.model].module, self._folder)
                )
        made = dataclasses.replace(made, seconds=time.monotonic() - began)
        return Entry(made, values or {}, reason=self._looking.reason or INSIDE)

    def _changed(self, run: Run, models: Mapping[str, Model], session: Any) -> Run:
        layers: list[Layer] = list(run.layers)
        skipped: list[Skipped] = list(run.skipped)
        notes = list(run.notes)
        if run.recipe != DENSE:
            layers, skipped = [], []
            for name, model in models.items():
                made = self._pruned(run, name, model, session)
                layers += made.layers
                skipped += made.skipped
                notes += made.notes
        if run.quantize != "none":
            for model in models.values():
                _round(model.module, run.quantize)
        return dataclasses.replace(
            run, layers=tuple(layers), skipped=tuple(skipped), notes=tuple(notes)
        )

    def _pruned(self, run: Run, name: str, model: Model, session: Any) -> Any:
        from ..posttraining import pruned

        job = self._job
        text, recipe = recipe_of(run.recipe)
        asked = Asked(
            text, recipe, parse(run.pattern), job.steps, run.seed, job.mask_every,
            job.distribution,  # type: ignore[arg-type]
            job.transposable, job.only, job.skip,
        )  # fmt: skip
        known = {each.name for each in run.layers}
        seen = session.batches[name].last if name in session.batches else []
        return pruned(model.module, seen, asked, name=name, names=known)


def with_latency(finished: Finished, models: Mapping[str, Model], session: Any) -> Finished:
    """With forward passes of its model, timed; or why there are none."""
    from .timing import timed

    run = finished.entries[0].run
    if run.model not in models:
        return finished
    try:
        found, why = timed(run, models[run.model], session.batches[run.model])
    # Forward passes of the user's model run here.
    except Exception as error:
        found, why = (), failing.words(error)
    reasons = {**finished.reasons, **({"latency": why} if why else {})}
    return dataclasses.replace(finished, latency=found, reasons=reasons)


def _round(module: Any, format_: str) -> None:
    """Weights of linear layers and convolutions as the format has them, in place."""
    import torch

    from ..quantize import fake_quantize
    from ..quantize.layers import weights_of

    with torch.no_grad():
        for weight in weights_of(module).values():
            weight.copy_(fake_quantize(weight.detach(), format_, weight.detach() != 0))
