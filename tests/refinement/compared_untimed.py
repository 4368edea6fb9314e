"""Two sources through levels 1 and 2 as in a search, without races: what was run, and the tally."""

from __future__ import annotations

import dataclasses
from typing import Any

from jupyter_perf.refinement import engine, generated, original, verify
from jupyter_perf.refinement.cases import Runs, own_cases
from jupyter_perf.refinement.proposals import Asker
from jupyter_perf.sandbox.sandbox import Sandbox


@dataclasses.dataclass
class Compared:
    """What came of it; `runs` holds the code of each process that was run for level 2, in order,
    with the number of inputs that it ran on."""

    tally: verify.Tally
    runs: list[tuple[str, int]]


def compare(before: str, after: str, **arguments: Any) -> Compared:
    """Raises verify.Refuted where they differ on the user's own data."""
    prepared = engine.prepare(before, **arguments)
    assert prepared.reason is None, prepared.reason
    assert prepared.spec is not None
    copied = prepared.copied
    handed = (None, None) if copied is None else (copied.fd, copied.layout)
    try:
        with Sandbox(prepared.spec, *handed) as sandbox:
            sandbox.start()
            runs = Runs(sandbox, prepared.request)
            baseline = original.confirm(
                runs, original.observe(runs, own_cases(prepared.request), 30.0)
            )
            tally, _ = verify.on_own_data(after, runs, baseline.cases, 30.0)
            asker = Asker(runs, lambda: 30.0)
            cases = asker.generated_cases()
            seen = _watch(sandbox)
            generated.on_generated(after, runs, cases, tally, lambda: 30.0)
            assert not asker.notes
            return Compared(tally, seen)
    finally:
        prepared.close()


def _watch(sandbox: Sandbox) -> list[tuple[str, int]]:
    seen: list[tuple[str, int]] = []
    run = sandbox.run

    def noted(work: Any, **options: Any) -> Any:
        if work.kind != "trusted":
            seen.append((work.code, len(work.several) or 1))
        return run(work, **options)

    sandbox.run = noted  # type: ignore[method-assign]
    return seen
