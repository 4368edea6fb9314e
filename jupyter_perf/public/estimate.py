"""`jp.estimate`: what will it cost?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..core.progress import Progress
    from ..core.targets import Target
    from ..estimation.result import Comparison, Estimate
    from ..estimation.serving.result import ServingEstimate


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
    from ..core.latest import remember
    from ..estimation import asking
    from ..estimation.question import question

    def traced(*args: Any, **options: Any) -> Any:
        from ..tradeoff.trace import traces

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
