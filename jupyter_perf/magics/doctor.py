"""What `%perf doctor` finds out: nothing is installed or changed."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from ..core import targets, units
from ..core.machine import this_machine
from ..core.policy import policy
from ..errors import PerfError
from .config import JupyterPerf, notebook_folder, project_settings
from .doctor_installed import Broken, extras, packages
from .facts import EXTRAS, note_isolation

_TRY_SECONDS = 10.0
_DRIVER = Path("/proc/driver/nvidia/version")


def examine(defaults: JupyterPerf) -> list[tuple[str, str]]:
    """(topic, finding) rows, remedies included; findings that matter are `Broken`."""
    return [
        *packages(),
        *_machine(),
        _isolation(),
        _timing_lock(),
        *extras(),
        _rules(),
        _targets(),
        _calibration(),
        *_blocks(),
        _energy(),
        _providers(),
        _records(),
        _model(defaults),
        *_project(),
        _policy(),
    ]


def _project() -> list[tuple[str, str]]:
    """The project's file, where it can't be understood."""
    try:
        project_settings(notebook_folder())
    except PerfError as error:
        return [("settings", Broken(str(error)))]
    return []


def _model(defaults: JupyterPerf) -> tuple[str, str]:
    """Whom `--engine llm` would ask; nobody is asked here."""
    from ..refinement.endpoint import settings

    try:
        project = project_settings(notebook_folder())
        names = ("model", "base_url", "api_key_env")
        chosen = {name: defaults.setting(name, project) for name in names}
        target = settings.resolve(defaults=chosen)
        settings.require_allowed(target, policy())
    except PerfError as error:
        return "model", f"none is asked: {error}"
    where = settings.address_of(target) or "its provider"
    key = target.api_key_env
    has = "no key is sent" if not key else f"{key} is {'set' if os.environ.get(key) else 'not set'}"
    return "model", f"{target.name} at {where}; {has}"


def _machine() -> list[tuple[str, str]]:
    from ..core.memory import free_bytes, usable_bytes

    found = this_machine()
    cores = (
        units.counted(int(found.cores), "core")
        if found.cores % 1 == 0
        else f"{found.cores:.1f} cores"
    )
    memory = f"{units.size(usable_bytes())} memory, {units.size(free_bytes())} of it free"
    gpus = (
        ", ".join(found.gpus) + _driver() if found.gpus else "none seen (NVIDIA's are looked for)"
    )
    return [("machine", f"{found.cpu}, {cores}, {memory}"), ("GPU", gpus)]


def _driver() -> str:
    """The first line names the driver's version between two double spaces."""
    try:
        words = _DRIVER.read_text().splitlines()[0].split("  ")
    except (OSError, IndexError):
        return ""
    return f" (driver {words[1].strip()})" if len(words) > 1 else ""


def _isolation() -> tuple[str, str]:
    """Tried, not guessed: a sandbox is started and its canaries are asked."""
    from ..refinement import engine

    try:
        found = engine.refine("1 + 1", budget=_TRY_SECONDS)
    except PerfError as error:
        return "isolation", Broken(f"the sandbox doesn't start: {error}")
    note_isolation(found.isolation)
    failed = Broken(f"the sandbox doesn't start: {found.reason}")
    return "isolation", found.isolation or failed


def _timing_lock() -> tuple[str, str]:
    """One timing at a time on a machine: who holds it makes the others wait, in turn."""
    from ..measure.lock import NAME, timing_lock

    with timing_lock(0.0) as free:
        said = "free" if free else "held by another kernel, or another user: searches take turns"
    return "timing lock", f"{said} ({NAME})"


def _rules() -> tuple[str, str]:
    from ..refinement.rules._rule import RULES

    broken = [f"{name} is disabled ({why})" for name, why in RULES.disabled.items()]
    return "rules", _with_broken(f"{len(RULES)} rules", broken)


def _targets() -> tuple[str, str]:
    broken = [f"{name} is disabled ({why})" for name, why in targets.disabled().items()]
    return "targets", _with_broken(f"{len(targets.names())} targets", broken)


def _calibration() -> tuple[str, str]:
    from .calibrate import state

    return "calibration", state()


def _blocks() -> list[tuple[str, str]]:
    """How well cycles of blocks are known here; nothing where they can't be read."""
    if find_spec(EXTRAS["blocks"]) is None:
        return []
    from .calibrate_blocks import state

    return [("blocks", state())]


def _energy() -> tuple[str, str]:
    """Whether a run's energy can be metered (`%%estimate --run`)."""
    from ..estimation.here import power

    with power.Meter() as meter:
        sum(range(100_000))  # so that counters move
    found = meter.metered()
    if found.joules is None:
        return "energy", f"not metered, but taken from what the machine is made for: {found.reason}"
    return "energy", f"metered: {found.of}"


def _providers() -> tuple[str, str]:
    from ..refinement.providers import PROVIDERS

    broken = [f"{name} is disabled ({why})" for name, why in PROVIDERS.disabled.items()]
    return "providers", _with_broken(", ".join(PROVIDERS.names()), broken)


def _with_broken(said: str, broken: list[str]) -> str:
    return Broken("; ".join([said, *broken])) if broken else said


def _records() -> tuple[str, str]:
    from ..records.store import Query, store, why_not_on_disk

    try:
        kept = store()
        runs = units.counted(kept.count(Query()), "run")
    except PerfError as error:
        return "records", Broken(str(error))
    if kept.file is None:
        said = f"{kept.note}: {runs}"
        return "records", said if why_not_on_disk() else Broken(said)
    try:
        size = units.size(kept.file.stat().st_size)
    except OSError:  # taken away since it was opened
        size = "no file yet"
    said = f"{kept.file}: {runs}, {size}"
    return "records", Broken(f"{said}; {kept.note}") if kept.note else said


def _policy() -> tuple[str, str]:
    try:
        found = policy()
    except PerfError as error:
        return "policy", Broken(str(error))
    return "policy", str(found.file) if found.file.exists() else "none"
