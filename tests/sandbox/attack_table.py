"""The attacks: one file each in `attacks/`, with what they need put in front.

An attack gets out if it says so (what its function returns, printed behind "BREACH:"), or if
`attack_ground.Ground` sees a trace of it outside, whatever it says. A test loads this module, and
`attack_ground`, by `import`: the conftest of this folder has put them within reach.
"""

from __future__ import annotations

import ast
import json
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_perf.sandbox.limits.syscalls import NUMBERS

if TYPE_CHECKING:
    from attack_ground import Ground

FOLDER = Path(__file__).parent / "attacks"

MARK = "BREACH:"

# What an attack is given. A call that the kernel looks into, even to find its arguments wrong, has
# got through: only the errors of a refusal are raised.
PROLOGUE = """\
import json, types
target = types.SimpleNamespace(**json.loads({target!r}))

def _call(number, *arguments):
    import ctypes, errno, os
    libc = ctypes.CDLL(None, use_errno=True)
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *arguments)]
    result = libc.syscall(*longs)
    error = ctypes.get_errno()
    if result < 0 and error in (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ESRCH):
        raise OSError(error, os.strerror(error))
    return result

def _syscall(name, *arguments):
    if name not in target.numbers:
        raise OSError("not on this architecture")
    return _call(target.numbers[name], *arguments)

target.call, target.syscall = _call, _syscall
"""
EPILOGUE = """
_said = attack(target)
if _said:
    print({mark!r}, _said, flush=True)
"""
_ALSO_NUMBERED = {"x86_64": {"openat2": 437}, "aarch64": {"openat2": 437}}

STOPPED_BY_LIMITS = frozenset(
    {
        "crash",
        "deep_recursion",
        "endless_loop",
        "endless_loop_in_c",
        "fill_disk",
        "huge_output",
        "ignore_requests_to_end",
        "leave_thread",
        "memory_bomb",
        "quit_early",
    }
)
"""All that level S0 stops: limits on memory and file size, time, and the kill at its end."""


@dataclass(frozen=True)
class Attack:
    """One attempt to get out."""

    name: str
    about: str
    source: str
    """Defines `attack(target)`; `source_for` makes it runnable."""
    check: Callable[[Ground, str], str]
    """`check(ground, output)`: what got out, in words; empty if nothing did."""

    def source_for(self, ground: Ground) -> str:
        """Code for the sandbox, aimed at what `ground` has laid out."""
        machine = platform.machine()
        numbers = {**NUMBERS.get(machine, {}), **_ALSO_NUMBERED.get(machine, {})}
        target = json.dumps({**ground.target, "machine": machine, "numbers": numbers})
        return PROLOGUE.format(target=target) + self.source + EPILOGUE.format(mark=MARK)

    @property
    def stopped_by_limits(self) -> bool:
        return self.name in STOPPED_BY_LIMITS


def check(ground: Ground, output: str) -> str:
    """What the attack said it did, or what shows outside."""
    said = [line for line in output[-(1 << 16) :].splitlines() if line.startswith(MARK)]
    if ground.secret in output:
        said.append("the secret is in the output")
    return "; ".join([*said, *ground.traces()])


def load() -> list[Attack]:
    attacks = []
    for path in sorted(FOLDER.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        about = ast.get_docstring(ast.parse(source)) or ""
        attacks.append(Attack(path.stem, about, source, check))
    return attacks


ALL = load()
