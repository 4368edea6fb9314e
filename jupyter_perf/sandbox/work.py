"""What the sandbox is asked to run, and what comes back: plain data on both sides."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .encode import Encoded


class Kind(enum.StrEnum):
    """How the code of a `Work` is run."""

    CELL = "cell"
    """Executed once as a notebook cell over the copied names."""
    FUNCTION = "function"
    """Defines `entry`, which is called with each of `calls` in turn."""
    PROGRAM = "program"
    """A script that reads standard input; run once per input."""
    TRUSTED = "trusted"
    """An importable function of ours, `module:name`, called as `f(namespace, payload)` inside the
    sandbox with the user's values at hand (rules read types this way); returns plain data."""


@dataclass(frozen=True)
class Work:
    """One thing to run, in a fresh process, once.

    `prepare` (cells) names an importable function of ours, `{"call": "module:name", "with": {…}}`,
    called as `f(values, **with)` on the values that the cell reads; it returns the values to use
    instead and a few words on them (samples, generated inputs): the same for every candidate.
    `several` (cells) are such preparations too: the cell runs once on each, in one process, and
    the outcome has as many `parts`.
    `variant` ≥ 1 (functions) picks a batch of generated calls. `warm` (functions): how many calls
    on *other* inputs come first, untimed. `tests` is source run after the code, where an assert
    may fail.
    """

    kind: Kind
    code: str
    entry: str | None = None
    stdin: str | None = None
    prepare: dict[str, Any] | None = None
    several: tuple[dict[str, Any], ...] = ()
    variant: int = 0
    warm: int = 0
    repeat_inputs: int = 1
    tests: str | None = None
    written: tuple[str, ...] = ()
    """Names whose values are encoded afterwards (those that the original writes)."""
    read: tuple[str, ...] = ()
    """Names whose values are encoded afterwards because they were inputs (mutation, aliasing)."""
    filename: str = "<cell>"
    payload: Any = None
    itemized: bool = False
    """Cells: run as in a kernel, its garbage collector on, statement by statement; the outcome's
    fact `statements` holds `[line, CPU seconds, wall seconds, most bytes resident so far]` of each,
    after a first one of line 0 for the start, and nothing of the results is encoded."""


class Ended(enum.StrEnum):
    """How a repetition ended."""

    OK = "ok"
    """The code ran to its end, or raised: `exception` tells."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    """Wrote more than the limit to stdout or stderr."""
    DIED = "died"
    """The process ended without a complete result (`os._exit`, a signal, a crash)."""
    SETUP = "setup"
    """Its inputs couldn't be made (a generated one, a sample): nothing of the code has run."""
    STOPPED = "stopped"
    """The user, or the end of the budget."""


@dataclass(frozen=True)
class Raised:
    """An exception that the code raised, as plain data."""

    type: str
    """Qualified name, such as `ValueError` or `pandas.errors.MergeError`."""
    message: str
    line: int | None
    """The line of the cell, counted from 1, where it passed through the cell's own code."""
    in_user_code: bool
    """True where the innermost Python frame is the user's own code, not a library's."""
    traceback: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What one repetition did. Times are the supervisor's, never the child's."""

    ended: Ended
    cpu_seconds: float = 0.0
    """CPU time of all the process's threads, from go to done."""
    wall_seconds: float = 0.0
    encode_cpu_seconds: float = 0.0
    """CPU time from done to the complete result: lazy work shows up here."""
    waited_seconds: float = 0.0
    """Part of the wall time in which it could have run but other work had the processor (Linux)."""
    threads: int = 1
    peak_bytes: int | None = None
    """Peak resident increase over the state before go (memory repetitions only)."""
    encoded: Encoded | None = None
    raised: Raised | None = None
    stdout: bytes = b""
    """The first megabyte; `stdout_digest` covers all of it."""
    stderr: bytes = b""
    stdout_digest: str = ""
    stderr_digest: str = ""
    exit_code: int | None = None
    value: Any = None
    """What a TRUSTED function returned."""
    note: str = ""
    """In the user's words, why it ended as it did (`writes to /tmp/x: not allowed`, …)."""
    denied: str = ""
    """What the code tried that isn't allowed here, in the user's words."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the repetition said of itself: hints, never evidence."""
    parts: tuple[Outcome, ...] = ()
    """One outcome, without times, for each of `Work.several`; empty where they got in each
    other's way."""


@dataclass(frozen=True)
class Limits:
    """Bounds on one repetition."""

    wall_seconds: float = 60.0
    memory_bytes: int = 4 << 30
    output_bytes: int = 256 << 20
    kept_output_bytes: int = 1 << 20
    files: int = 256


@dataclass(frozen=True)
class SandboxSpec:
    """All that a sandbox needs at its start; plain data, sent from the kernel."""

    read_paths: tuple[str, ...]
    sys_path: tuple[str, ...]
    cwd: str
    preload: tuple[str, ...] = ()
    """Modules imported in the zygote before it is locked down."""
    environment: dict[str, str] = field(default_factory=dict)
    """A clean environment: locale, thread counts, nothing else of the user's."""
    limits: Limits = Limits()
    max_level: int = 3
    """Tests lower it to exercise S2 and S0 on a machine that has S3."""
