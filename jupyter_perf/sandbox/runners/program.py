"""Run a script from its first line to its exit code, with standard input in place."""

from __future__ import annotations

from typing import Any

from ..work import Work
from .code import compile_body


class ProgramRunner:
    """Executes the whole source as `__main__`; `sys.exit` is an ordinary end."""

    def __init__(self, work: Work) -> None:
        self.code = compile_body(work.code, work.filename)
        self.exit_code = 0

    def act(self) -> None:
        scope: dict[str, object] = {"__name__": "__main__", "__builtins__": __builtins__}
        try:
            exec(self.code, scope)
        except SystemExit as ending:
            self.exit_code = _code_of(ending)

    def sections(self) -> dict[str, dict[str, object]]:
        return {}

    def facts(self) -> dict[str, Any]:
        return {"exit_code": self.exit_code}


def _code_of(ending: SystemExit) -> int:
    if ending.code is None:
        return 0
    return ending.code if isinstance(ending.code, int) else 1


def make(work: Work, namespace: dict[str, object]) -> ProgramRunner:
    return ProgramRunner(work)
