"""What `%perf doctor` finds out: nothing is installed or changed."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from importlib.util import find_spec

from .._version import __version__
from ..core import targets
from ..core.policy import policy
from ..errors import PerfError
from .facts import note_isolation

_TRY_SECONDS = 10.0
_EXTRAS = (("numba", "numba", "rewrites of numeric loops as compiled code"),)
_VERSIONS = ("ipython", "ipykernel", "pandas", "numpy", "scipy", "libcst")


def examine() -> list[tuple[str, str]]:
    """(topic, finding) rows, remedies included."""
    return [*_versions(), _isolation(), *_extras(), _rules(), _targets(), _records(), _policy()]


def _versions() -> list[tuple[str, str]]:
    packages = [f"{name} {version}" for name in _VERSIONS if (version := _version(name))]
    return [
        ("jupyter-perf", __version__),
        ("Python", f"{platform.python_version()}, {sys.platform} {platform.machine()}"),
        ("packages", ", ".join(packages)),
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _isolation() -> tuple[str, str]:
    """Tried, not guessed: a sandbox is started and its canaries are asked."""
    from ..refinement import engine

    try:
        found = engine.refine("1 + 1", budget=_TRY_SECONDS)
    except PerfError as error:
        return "isolation", f"the sandbox doesn't start: {error}"
    note_isolation(found.isolation)
    return "isolation", found.isolation or f"the sandbox doesn't start: {found.reason}"


def _extras() -> list[tuple[str, str]]:
    rows = []
    for module, extra, purpose in _EXTRAS:
        if find_spec(module) is None:
            remedy = f"not installed: `pip install 'jupyter-perf[{extra}]'` for {purpose}"
            rows.append((f"extra {extra}", remedy))
        else:
            rows.append((f"extra {extra}", f"{_version(module)}: {purpose}"))
    return rows


def _rules() -> tuple[str, str]:
    from ..refinement.rules._rule import RULES

    broken = [f"{name} is disabled ({why})" for name, why in RULES.disabled.items()]
    return "rules", "; ".join([f"{len(RULES)} rules", *broken])


def _targets() -> tuple[str, str]:
    broken = [f"{name} is disabled ({why})" for name, why in targets.disabled().items()]
    return "targets", "; ".join([f"{len(targets.names())} targets", *broken])


def _records() -> tuple[str, str]:
    from ..records.store import store

    try:
        return "records", store().note or str(store().file)
    except PerfError as error:
        return "records", str(error)


def _policy() -> tuple[str, str]:
    try:
        found = policy()
    except PerfError as error:
        return "policy", str(error)
    return "policy", str(found.file) if found.file.exists() else "none"
