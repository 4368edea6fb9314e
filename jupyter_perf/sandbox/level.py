"""How well the sandbox isolates, found by trying and never by what was asked for."""

from __future__ import annotations

import enum
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .work import Ended, Kind, Work

if TYPE_CHECKING:
    from .work import Outcome, SandboxSpec

_NEEDED_FOR_S3 = frozenset({"user", "net", "ipc", "pid"})
# Under Seatbelt the zygote itself is confined, and must still fork.
_POSSIBLE_ON_MACOS = frozenset({"start a process", "signal another process"})


class Level(enum.IntEnum):
    """What stands between a candidate and the machine."""

    S0 = 0
    S1 = 1
    S2 = 2
    S3 = 3

    @property
    def description(self) -> str:
        """In plain words, for the user."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Level.S0: "no isolation: only time, memory and file size are limited, so code that means harm "
    "could read and change your files",
    Level.S1: "Seatbelt: no writing, no network, only the allowed files",
    Level.S2: "Landlock and seccomp: no writing, no network, no processes, only the allowed files",
    Level.S3: "namespaces, Landlock and seccomp: no writing, no network, no processes, only the "
    "allowed files, and no sight of other processes",
}


@dataclass(frozen=True)
class Measured:
    """A level with what it rests on."""

    level: Level
    breaches: tuple[str, ...]
    """The canaries that got through ("connect over TCP")."""
    namespaces: frozenset[str]
    """Which namespaces the sandbox doesn't share with the supervisor."""
    why: str = ""
    """Why the canaries couldn't be run, where that is so."""
    stopped: bool = False
    """Whether that is because all was stopped by then: nothing else runs either."""

    def __str__(self) -> str:
        if self.stopped:
            return ""
        text = f"{self.level.name} ({self.level.description})"
        if self.why:
            return f"{text}: the canaries didn't run, {self.why}"
        if self.breaches and self.level is Level.S0:
            return f"{text}: it could {', '.join(self.breaches)}"
        return text


def level_from(
    breaches: Iterable[str], namespaces_seen: Collection[str], platform: str = sys.platform
) -> Level:
    """The level that canaries and namespaces seen from outside add up to.

    `breaches` names the canaries that got through: on Linux a single one means S0.
    """
    through = set(breaches)
    if platform == "darwin":
        return Level.S0 if through - _POSSIBLE_ON_MACOS else Level.S1
    if through or platform != "linux":
        return Level.S0
    return Level.S3 if set(namespaces_seen) >= _NEEDED_FOR_S3 else Level.S2


class RunsWork(Protocol):
    """The part of a sandbox that the canaries need."""

    @property
    def spec(self) -> SandboxSpec: ...

    def run(self, work: Work) -> Outcome: ...


def measure(sandbox: RunsWork, secret: str = "") -> Measured:
    """Send the canaries into a sandbox that has started; run in the supervisor.

    `secret` is a file that the sandbox must not be able to read; made here where none is given.
    """
    from .canaries import Targets

    with Targets(sandbox.spec.read_paths, sandbox.spec.cwd, secret) as targets:
        work = Work(Kind.TRUSTED, "jupyter_perf.sandbox.canaries:probe", payload=targets.payload)
        outcome = sandbox.run(work)
        return _judge(outcome, targets.breaches)


class _Breaches(Protocol):
    def __call__(self, reported: Mapping[str, bool]) -> list[str]: ...


def _judge(outcome: Outcome, find_breaches: _Breaches) -> Measured:
    from .limits import namespaces

    value: Any = outcome.value
    if not isinstance(value, dict):
        find_breaches({})
        said = outcome.raised.message if outcome.raised else outcome.note or outcome.ended.value
        return Measured(Level.S0, (), frozenset(), said, outcome.ended is Ended.STOPPED)
    own = namespaces.identities("self")
    seen = frozenset(
        name for name, identity in value["namespaces"].items() if identity != own.get(name)
    )
    breaches = tuple(find_breaches(value["breaches"]))
    return Measured(level_from(breaches, seen), breaches, seen)
