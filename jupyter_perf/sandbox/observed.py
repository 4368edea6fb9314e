"""What is known of a repetition from outside it, and the outcome that this adds up to.

What the repetition says of itself comes from an untrusted sender: it is checked for its types here,
and serves as a hint, never as evidence.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from . import channels
from .encode import Encoded, MalformedResult
from .work import Ended, Outcome, Raised

_TEXTS = ("encode_failed", "setup_failed", "prepared", "denied", "denied_detail", "in_the_way")
_COUNTS = ("threads_left", "calls", "exit_code", "results")
_MOST_PARTS = 256


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What the supervisor wants of a repetition beside its times.

    `report` is the chance (0 to 1) that the result is asked for: the code that runs can't know.
    `watch` installs the audit hook that explains refusals, and `profile` samples the lines that
    take the time (see `profiler`): never in a timed repetition.
    """

    report: float = 1.0
    watch: bool = False
    profile: str = ""


NORMAL = Wanted()


@dataclasses.dataclass
class Observed:
    """What was seen of a repetition, before it is put into an Outcome."""

    ended: Ended = Ended.DIED
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    encode_cpu_seconds: float = 0.0
    waited_seconds: float = 0.0
    threads: int = 1
    peak_bytes: int | None = None
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    encoded: Encoded | None = None
    parts: list[Encoded] = dataclasses.field(default_factory=list)
    note: str = ""


def outcome_of(observed: Observed, status: int, ends: channels.Channels) -> Outcome:
    """Put together what was seen; `status` is the exit code that the zygote reaped."""
    if observed.ended is Ended.DIED and status == -9:
        observed.ended, observed.note = Ended.MEMORY, "killed: out of memory, or from outside"
    elif observed.ended is Ended.DIED and not observed.note:
        observed.note = f"ended with exit code {status}"
    facts = observed.facts
    if facts.get("setup_failed"):
        observed.ended = Ended.SETUP
        observed.note = f"its inputs can't be made: {facts['setup_failed']}"
    raised = None if facts.get("raised") is None else raised_from(facts["raised"])
    if raised is not None and raised.type == "MemoryError":
        observed.ended, observed.note = Ended.MEMORY, "ran out of the memory it may use"
    return Outcome(
        ended=observed.ended,
        cpu_seconds=observed.cpu_seconds,
        wall_seconds=observed.wall_seconds,
        encode_cpu_seconds=observed.encode_cpu_seconds,
        waited_seconds=observed.waited_seconds,
        threads=observed.threads,
        peak_bytes=observed.peak_bytes,
        encoded=observed.encoded,
        raised=raised,
        stdout=bytes(ends.stdout.beginning),
        stderr=bytes(ends.stderr.beginning),
        stdout_digest=ends.stdout.digest,
        stderr_digest=ends.stderr.digest,
        exit_code=facts.get("exit_code"),
        value=facts.get("value"),
        note=facts.get("encode_failed") or observed.note,
        denied=facts.get("denied_detail") or "",
        facts=facts,
        parts=tuple(
            _part(*part) for part in zip(facts.get("parts") or (), observed.parts, strict=False)
        ),
    )


def _part(said: dict[str, Any], encoded: Encoded) -> Outcome:
    """One part of a repetition that ran on several inputs."""
    raised = None if said["raised"] is None else raised_from(said["raised"])
    short = raised is not None and raised.type == "MemoryError"
    stdout, stderr = (said[name].encode("latin-1") for name in ("stdout", "stderr"))
    return Outcome(
        ended=Ended.MEMORY if short else Ended.OK,
        encoded=encoded,
        raised=raised,
        stdout=stdout,
        stderr=stderr,
        stdout_digest=hashlib.sha256(stdout).hexdigest(),
        stderr_digest=hashlib.sha256(stderr).hexdigest(),
    )


def checked_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """`facts` as they came, if their types are what they should be; raises MalformedResult."""
    plain = (
        all(isinstance(facts.get(name, ""), str) for name in _TEXTS)
        and all(_is_count(facts.get(name, 0) or 0) for name in _COUNTS)
        and all(isinstance(item, str) for item in _list(facts.get("warnings")))
        and all(_is_count(item) for item in _list(facts.get("skipped")))
        and all(_is_stack(item) for item in _list(facts.get("profile")))
        and all(_is_growth(item) for item in _list(facts.get("memory")))
        and all(_is_mark(item) for item in _list(facts.get("statements")))
        and all(_is_positive(item) for item in _list(facts.get("pulses")))
    )
    if not plain:
        raise MalformedResult("the report isn't of the form that it should have")
    calls = facts.get("raised_calls") or {}
    if not isinstance(calls, dict) or not all(key.isdecimal() for key in calls):
        raise MalformedResult("the report's calls aren't numbered")
    parts = _list(facts.get("parts"))
    if len(parts) > _MOST_PARTS or not all(_is_part(part) for part in parts):
        raise MalformedResult("the report's parts aren't of the form that they should have")
    for raised in (*calls.values(), facts.get("raised"), *(part["raised"] for part in parts)):
        if raised is not None:
            raised_from(raised)
    return facts


def _is_count(value: object) -> bool:
    return type(value) is int


def _is_positive(value: object) -> bool:
    return type(value) is float and 0 < value < float("inf")


def _is_part(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"raised", "stdout", "stderr"}:
        return False
    printed = value["stdout"], value["stderr"]
    return all(isinstance(text, str) and max(text, default="") <= "\xff" for text in printed)


def _is_stack(value: object) -> bool:
    """`[line, [lines], seconds]`."""
    if not isinstance(value, list) or len(value) != 3:
        return False
    line, lines, seconds = value
    numbered = isinstance(lines, list) and all(_is_count(number) for number in [line, *lines])
    return numbered and type(seconds) is float and 0 <= seconds < float("inf")


def _is_growth(value: object) -> bool:
    """`[line, bytes]`."""
    return (
        isinstance(value, list) and len(value) == 2 and all(_is_count(x) and x >= 0 for x in value)
    )


def _is_mark(value: object) -> bool:
    """`[line, CPU seconds, wall seconds, bytes]`."""
    if not isinstance(value, list) or len(value) != 4:
        return False
    line, cpu, wall, most = value
    times = all(type(each) is float and 0 <= each < float("inf") for each in (cpu, wall))
    return _is_count(line) and _is_count(most) and times


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise MalformedResult("the report holds something else where a list should be")
    return value


def raised_from(data: Any) -> Raised:
    """An exception as the repetition reports it; raises MalformedResult on anything else."""
    if not isinstance(data, dict):
        raise MalformedResult("no exception where one should be")
    try:
        raised = Raised(**{**data, "bases": tuple(data.get("bases", ()))})
    except TypeError as error:
        raise MalformedResult(str(error)) from error
    texts = (raised.type, raised.message, raised.traceback, *raised.bases)
    line_ok = raised.line is None or type(raised.line) is int
    if not (all(isinstance(text, str) for text in texts) and line_ok):
        raise MalformedResult("an exception that isn't described in words")
    return raised
