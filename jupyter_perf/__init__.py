"""Three questions about a notebook cell: can it be faster, what will it cost, can it be smaller.

`%load_ext jupyter_perf`, then `%%refine` on a slow cell; or `jupyter_perf.refine(source, …)`.
Importing this package imports nothing heavy: every public function loads what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import errors
from ._version import __version__
from .core.call import Call
from .core.latest import last
from .core.ranges import Range
from .core.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Executor

    import pandas as pd

    from .core.progress import Progress
    from .core.targets import Target
    from .estimation.proposing.constraints import Constraints
    from .estimation.result import Comparison, Estimate
    from .estimation.serving.result import ServingEstimate
    from .refinement.result import Refinement
    from .sparsity.pattern import Pattern
    from .sparsity.result import SparsityReport
    from .tradeoff.result import Frontier

__all__ = [
    "Call",
    "Range",
    "Workload",
    "__version__",
    "errors",
    "estimate",
    "history",
    "last",
    "papaya",
    "propose",
    "refine",
    "sparsify",
]


def refine(
    source: str | Callable[..., object],
    *,
    namespace: Mapping[str, object] | None = None,
    entry: str | None = None,
    calls: list[tuple[Any, ...] | Call] | None = None,
    stdin: list[str] | None = None,
    tests: str | None = None,
    engine: str = "rules",
    model: str | None = None,
    rounds: int = 3,
    samples: int = 4,
    budget: float = 60.0,
    tolerance: float | None = None,
    executor: Executor | int | str | None = None,
    progress: Callable[[Progress], None] | None = None,
    model_options: Mapping[str, Any] | None = None,
) -> Refinement:
    """Search for a rewrite of `source` that gave the same answer and was measured faster.

    Three modes: a cell with `namespace` (never changed; None is `{}`); a function, with its name
    in `entry` and `calls`, a list of tuples of positional arguments (or `jp.Call`), or a Python
    function as `source`; a program, with `stdin`, a list of input strings. `tests` is source text
    of asserts. `budget` is wall seconds and a hard end. `tolerance` is the relative error allowed
    in floats: None is 1e-9, 0 is bit for bit. `executor` says where the search runs: here (None),
    in a pool of so many processes, on a Dask scheduler by address, or on a
    `concurrent.futures.Executor`. `progress` is called with `Progress` reports (searches here).

    `engine` is `rules`; `llm`, where `model` (`provider:model`) proposes in `rounds` of `samples`
    answers each; or `all`, the rules first and the model from their best. `model_options` are
    further fields of `jupyter_perf.refinement.talking.TalkOptions`: `base_url`, `api_key_env`,
    `strategy`, `said`, `max_usd`, …. A key is read from the environment and nowhere else.

    Candidates run in a sandbox. Raises `SourceError` for a syntax error and `UsageError` for
    arguments that make no sense; every other outcome is in the returned `Refinement`.
    """
    from .core.latest import remember
    from .refinement import engine as refinement
    from .refinement.talking import options_of

    talk = options_of(engine, model, rounds, samples, model_options)
    found = refinement.refine(
        source,
        namespace=namespace,
        entry=entry,
        calls=calls,
        stdin=stdin,
        tests=tests,
        engine=engine,
        budget=budget,
        tolerance=tolerance,
        executor=executor,
        progress=progress,
        talk=talk,
    )
    remember(found)
    return found


def estimate(
    work: Any,
    *,
    namespace: Mapping[str, object] | None = None,
    over: str | Iterable[str] | None = None,
    fix: str | Iterable[str] | Mapping[str, float | None] | None = None,
    inputs: tuple[Any, ...] | None = None,
    workload: Workload | None = None,
    target: str | Target | Iterable[str | Target] = "here",
    budget: float = 5.0,
    region: str | None = None,
    offer: str = "on-demand",
    progress: Callable[[Progress], None] | None = None,
) -> Estimate | Comparison | ServingEstimate:
    """Say what `work` will cost before it runs: time, memory, money and energy, with ranges.

    `work` is a cell's text, with `namespace` (never changed; None is `{}`); a function, or a
    `torch.nn.Module`, with `inputs`, a tuple of positional arguments; or the configuration of a
    language model: a dictionary, the path of its `config.json`, or (with a `workload`) a known name
    such as `"llama-3.1-8b"`. A cell that calls a model's API is priced by its calls and tokens.

    Cells and functions run in a sandbox on growing samples of their inputs, for `budget` wall
    seconds. `over` names what the cost depends on (`"orders,n"`), where that isn't to be found out;
    `fix` names what stays as it is, or pins ints: `{"n": 100}`. `workload` says what a model is to
    do. `target` is a name of `%perf targets`, or several (also `"here,h100"`), which gives a
    `Comparison`. `region` is where energy is drawn, `offer` `on-demand`, `spot` or `serverless`.

    With `workload=jp.Workload(kind="serve", requests=…, rate=…, slo=…)` it says which machines to
    rent for a model, a `ServingEstimate`: the cheapest mix of `target` (all GPUs with a price where
    none is named) that serves so many requests a second within the latency. `requests` is a log or
    a histogram of sizes, or a usual mix such as `"chat"`; measured throughputs and limits stand in
    the workload's `own`: `profile`, `most`, `tensor_parallel`, `day`, `acceptance`, …. `work` may
    be None with a profile.

    Raises `SourceError` for a syntax error and `UsageError` for arguments that make no sense. What
    can't be known is None in the returned `Estimate`, with the reason in its `reasons`.
    """
    from .core.latest import remember
    from .estimation import asking
    from .estimation.question import question

    def traced(*args: Any, **options: Any) -> Any:
        from .tradeoff.trace import traces

        return traces(*args, **options)

    asked = question(
        work,
        namespace=namespace,
        over=over,
        fix=fix,
        inputs=inputs,
        workload=workload,
        target=target,
        budget=budget,
        region=region,
        offer=offer,
    )
    found = asking.estimate(asked, traced, progress)
    remember(found)
    return found


def papaya(
    model: Any,
    batch: Any = None,
    *,
    loss: Callable[..., Any] | None = None,
    optimizer: Any = "adamw",
    methods: str | Iterable[str] | None = None,
    target: str | Target | Iterable[str | Target] = "here",
    memory: str | float | None = None,
    precision: str = "fp32",
    global_batch: int | None = None,
    sequence: int | None = None,
    epoch: int | None = None,
    budget: float = 60.0,
    progress: Callable[[Progress], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Frontier:
    """Say which memory method pays for training `model`, at which batch size, on which device.

    `batch` is a sample batch: a tensor, a tuple or a dict of them, as the model is called with.
    `loss` takes the model's output, or that and the last part of the batch (its labels); None uses
    the output's own `.loss`, or the mean of its first tensor. `optimizer` is its name, or itself.
    `methods` are names, joined by `+` where several are used at once and with options in brackets
    (`"lora(rank=16)+bf16"`), `"all"`, or None for what is usual. `target` is a name of `%perf
    targets`, or several; `memory` (bytes or `"16GB"`) is what steps may take on them. With
    `global_batch` smaller batches are accumulated up to it; `sequence` is the longest sequence;
    `epoch` the examples in an epoch, for its price. `budget` is wall seconds and a hard end.

    Peaks are traced in a process that never has the weights; steps are timed here, or worked out
    for other devices. Nothing of the model runs in this process, and nothing of it changes. Raises
    `UsageError` for arguments that make no sense; what can't be known is None in the returned
    `Frontier`, with the reason in its `reasons`.
    """
    from .core.latest import remember
    from .estimation.modules.steps import StepTimes
    from .tradeoff import engine
    from .tradeoff.question import question

    asked = question(
        model,
        batch,
        loss=loss,
        optimizer=optimizer,
        methods=methods,
        target=target,
        memory=memory,
        precision=precision,
        global_batch=global_batch,
        sequence=sequence,
        epoch=epoch,
        budget=budget,
        options=options,
    )
    found = engine.papaya(asked, roofline=StepTimes(), progress=progress)
    remember(found)
    return found


def sparsify(
    source: str,
    *,
    namespace: Mapping[str, object] | None = None,
    pattern: str | Pattern | Iterable[str | Pattern] = "2:4",
    recipes: str | Iterable[str] = ("dense", "step"),
    metric: str | None = None,
    seeds: int | Iterable[int] = 1,
    quantize: str | None = None,
    executor: Executor | int | str | None = None,
    budget: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    steps: int | None = None,
    pilot: int | None = None,
    only: str | Iterable[str] = (),
    skip: str | Iterable[str] = (),
    distribution: str = "uniform",
    transposable: bool = False,
    mask_every: int = 1,
    max_usd: float | None = None,
    yes: bool = False,
    again: bool = False,
) -> SparsityReport:
    """Train a cell's model under recipes of sparse training, and compare them with the dense cell.

    `source` is the text of a cell that trains a `torch.nn.Module`; what it reads is copied from
    `namespace` (never changed; None is `{}`). Each of `recipes` (`%perf recipes`), with each
    `pattern` (`"2:4"`, `"unstructured:90%"`, …) and seed, is a run in a process of its own with the
    rights of this one, dense first, which also counts the steps unless `steps` says them. `seeds`
    is how many, or which; `metric` names a number that the cell leaves (`"acc:max"`), else it is
    guessed and said. `quantize` (`int8`, `int4`, `int2`) trains jointly with fewer bits.

    `only` and `skip` are globs of layers' names; `distribution` (`uniform`, `erk`) spreads
    unstructured shares over layers. `executor`: one run at a time (None), so many, or the address
    of a Dask scheduler. `budget` is wall seconds and a hard end; `pilot` ends each run after so
    many steps. What takes above 10 minutes, or `max_usd`, needs `yes`. Finished runs are kept and
    not repeated unless `again`; an interrupt gives the report of what is finished.

    Raises `SourceError` for a syntax error, `UsageError` for arguments that make no sense and
    `MissingExtra` without torch; every other outcome is in the returned `SparsityReport`.
    """
    from .core.latest import remember
    from .sparsity import engine
    from .sparsity.pricing import price_here
    from .sparsity.question import question

    def costs(*args: Any, **options: Any) -> Any:
        from .estimation.costing import costs

        return costs(*args, **options)

    asked = question(
        source,
        namespace=namespace,
        pattern=pattern,
        recipes=recipes,
        metric=metric,
        seeds=seeds,
        quantize=quantize,
        executor=executor,
        budget=budget,
        steps=steps,
        pilot=pilot,
        only=only,
        skip=skip,
        distribution=distribution,
        transposable=transposable,
        mask_every=mask_every,
        max_usd=max_usd,
        yes=yes,
        again=again,
    )
    found = engine.sparsify(asked, price=price_here(costs), progress=progress)
    remember(found)
    return found


def history(
    *,
    kind: str | None = None,
    notebook: str | None = None,
    outcome: str | None = None,
    cell: str | None = None,
    search: str = "",
    sort: str = "created",
    order: str = "desc",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """What was found before on this machine: one row a run, the latest first.

    `notebook` is a path or the end of one; `search` is words that all occur in the source, its
    first line of code, or the notebook's path. `sort` is `created`, `kind`, `notebook`, `title`,
    `outcome`, `ratio` or `seconds`; `order` is `desc` or `asc`. Raises `UsageError` for values that
    make no sense, and `PolicyError` where an administrator's policy file can't be understood.
    """
    from .records.frame import frame_of
    from .records.store import Query, store

    wanted = Query(kind, notebook, outcome, cell, search, sort, order, limit, offset)
    return frame_of(store(), wanted)


def propose(
    frame: pd.DataFrame,
    objective: str,
    constraints: Constraints = None,
    k: int = 8,
    **options: Any,
) -> pd.DataFrame:
    """Say which `k` configurations to try next, by those that were logged; runs nothing.

    `frame` has a row for each configuration that was tried: `objective` is what came out, to be as
    small as possible (NaN where it failed), and every other column is one of the design.
    `constraints` maps a column to (low, high) or a set of values, or is text over columns
    (`"tile * width <= 4096"`), one or a list of them. `options` are further arguments of
    `jupyter_perf.estimation.proposing.propose`: `maximize`, `seed`, `feasible` (a column of True
    and False), `limits` (of other measured columns), `columns` (of the design).

    The result has the design's columns, `predicted` (pessimistic, so that nothing unseen looks
    good), `low` and `high` (80% interval), `feasible` (its probability) and `why`. Raises
    `UsageError` where there is too little to learn from, or an argument makes no sense.
    """
    from .estimation.proposing import propose as proposed

    return proposed(frame, objective, constraints, k, **options)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext jupyter_perf`: register the magics."""
    from .magics import load_ipython_extension as load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """`%unload_ext jupyter_perf`: take the magics away again."""
    from .magics import unload_ipython_extension as unload

    unload(shell)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where a Jupyter server finds what answers `jupyter-perf/api/`."""
    return [{"module": "jupyter_perf.server"}]
