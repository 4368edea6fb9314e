"""`jp.sparsify`: can the model be smaller?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Executor

    from ..core.progress import Progress
    from ..sparsity.pattern import Pattern
    from ..sparsity.result import SparsityReport


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
    from ..core.latest import remember
    from ..sparsity import engine
    from ..sparsity.pricing import price_here
    from ..sparsity.question import question

    def costs(*args: Any, **options: Any) -> Any:
        from ..estimation.costing import costs

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
