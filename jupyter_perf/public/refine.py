"""`jp.refine`: can it be faster?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.call import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from ..core.progress import Progress
    from ..refinement.result import Refinement


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
    from ..core.latest import remember
    from ..refinement import engine as refinement
    from ..refinement.talking import options_of

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
