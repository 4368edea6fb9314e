"""Whether something isolates what runs here: found by trying, as for the sandbox itself."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from .... import errors
from ....sandbox.environment import sandbox_environment
from ....sandbox.level import Level, Measured, measure
from ....sandbox.sandbox import Sandbox
from ....sandbox.work import SandboxSpec

_OURS = str(Path(errors.__file__).parent)


def require_isolation() -> None:
    """Raises SandboxError at level S0: blocks of machine code aren't run there."""
    found = level()
    if found.level is Level.S0:
        raise errors.SandboxError(
            f"blocks aren't timed here, where nothing isolates them: {found}."
            " `--target zen4` predicts without measuring; `%perf doctor` says what is missing"
        )


@lru_cache(maxsize=1)
def level() -> Measured:
    """Of a sandbox with no folder of the user's; tried once in a process (about half a second)."""
    spec = SandboxSpec((_OURS,), tuple(sys.path), "/", environment=sandbox_environment())
    with Sandbox(spec) as sandbox:
        sandbox.start()
        return measure(sandbox)
