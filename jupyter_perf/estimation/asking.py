"""Which part of this package answers what kind of question.

A cell or a function is sampled in the sandbox, a module traced, a configuration computed, the calls
of a model's API counted, machines that serve a model planned. How a module is traced arrives as an
argument, from another engine. Each part is imported when it is first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..core import measurements
from ..core.progress import Report
from ..core.systems import require_sandbox
from ..core.targets import HERE, Target
from ..core.workload import Workload
from ..errors import UsageError
from .answering import Prepared, answered
from .direct import Direct
from .learnt import with_corrections
from .models.efficiency import Efficiency
from .question import Question, config_of
from .result import Comparison, Estimate

if TYPE_CHECKING:
    from .serving.result import ServingEstimate

MODULE_SECONDS = 60.0
"""What tracing a module may take at most; most take about one."""
_SOURCE_CHARS = 200
Tracer = Callable[..., Any]
"""`tradeoff.trace.traces`."""


def prepare(asked: Question, trace: Tracer | None = None) -> Prepared:
    """What will answer `asked`; nothing is run yet. `trace` traces modules.

    Raises SourceError, UsageError, MissingExtra and PolicyError.
    """
    if asked.kind == "module":
        return with_corrections(_module(asked, trace))
    if asked.kind == "config":
        return _config(asked)
    if asked.kind == "cell" and (api := _api(asked)) is not None:
        return api
    return with_corrections(_sampled(asked))


def estimate(
    asked: Question, trace: Tracer | None = None, progress: Report | None = None
) -> Estimate | Comparison | ServingEstimate:
    """The answer. An interrupt stops it cleanly, and what is known by then is returned."""
    if asked.kind == "serve":
        from .serving import engine

        return engine.estimate(asked.work, progress)
    return answered(prepare(asked, trace), progress)


def _sampled(asked: Question) -> Prepared:
    """A cell or a function, on samples of its inputs in the sandbox."""
    require_sandbox(
        "cells and functions can't be sampled", instead="language models can be estimated: --config"
    )
    from . import engine

    found: Prepared = engine.prepare(
        asked.work,
        namespace=asked.namespace,
        over=asked.over,
        fix=asked.fix,
        inputs=asked.inputs,
        targets=asked.targets,
        budget=asked.budget,
        region=asked.region,
        offer=asked.offer,
        transform=asked.transform,
        read=asked.read,
        stdin=asked.stdin,
    )
    return found


def _api(asked: Question) -> Prepared | None:
    """A cell that calls a model's API, which can't be sampled and needn't be."""
    from . import api

    source = asked.work if asked.transform is None else asked.transform(asked.work)
    found = api.estimate(source, asked.namespace)
    if found is None:
        return None
    return Direct(lambda _report: [found], Estimate("api", asked.work))


def _config(asked: Question) -> Prepared:
    """A language model, from its configuration alone."""
    from . import configs

    config, workload = config_of(asked.work), asked.workload or Workload()
    located = configs.locate(config)  # what can't be understood is said before anything is shown

    def compute(_report: Report) -> Sequence[Estimate]:
        return configs.estimate(
            config,
            workload,
            asked.targets,
            region=asked.region,
            kind=asked.offer,
            offers=asked.offers,
            efficiency=_efficiency,
        )

    return Direct(compute, _blank(asked, located.name))


def _module(asked: Question, trace: Tracer | None) -> Prepared:
    """A PyTorch module, from one trace of it."""
    if trace is None:
        raise UsageError("a module is estimated from a trace of it: hand in what traces")
    from . import modules

    workload, inputs = asked.workload or Workload(), asked.inputs or ()

    def compute(report: Report) -> Sequence[Estimate]:
        return modules.estimate(
            asked.work,
            inputs,
            workload,
            asked.targets,
            trace=trace,
            region=asked.region,
            kind=asked.offer,
            offers=asked.offers,
            budget=max(asked.budget, MODULE_SECONDS),
            progress=report,
        )

    return Direct(compute, _blank(asked, type(asked.work).__name__), ("torch",))


def _efficiency(target: Target) -> Efficiency | None:
    """Which shares of this machine's peaks are reached, where that was measured."""
    from .here import efficiency_here

    known = measurements.latest() if target.name == HERE else None
    return None if known is None else efficiency_here(known)


def _blank(asked: Question, source: str) -> Estimate:
    first = asked.targets[0]
    return Estimate(asked.kind, source[:_SOURCE_CHARS], first.name, first.title)
