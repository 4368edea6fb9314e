"""What every test must leave as it was: processes, working directory, environment, warnings."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
import pytest

GRACE_SECONDS = 3.0
# Set for good by the import of a library (OpenMP runtimes, torch._dynamo), or by pytest itself.
OTHERS_ENVIRONMENT = ("KMP_", "OMP_", "PYTEST_", "TORCHINDUCTOR_")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the history, configuration or IPython profile of who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_PERF_HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.delenv("JUPYTER_PERF", raising=False)
        yield
    assert not left_behind(set()), "child processes outlived the tests"


@pytest.fixture(autouse=True)
def nothing_left_behind(own_home: None) -> Iterator[None]:
    before = {child.pid for child in children()}
    folder, environment, filters = Path.cwd(), ours(os.environ), list(warnings.filters)
    yield
    assert Path.cwd() == folder, "the working directory changed"
    assert ours(os.environ) == environment, "the environment changed"
    assert not changed(filters), "the warnings filters changed"
    assert not left_behind(before), "child processes were left behind"


def ours(environment: os._Environ[str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(OTHERS_ENVIRONMENT)
    }


def changed(filters: Sequence[object]) -> list[object]:
    """Filters that were lost, or added for every warning there is.

    Narrower ones come with the first import of libraries such as numpy.
    """
    now: list[object] = list(warnings.filters)
    lost = [entry for entry in filters if entry not in now]
    added = [entry for entry in warnings.filters if entry not in filters]
    return lost + [entry for entry in added if entry[1:4] == (None, Warning, None)]


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def left_behind(before: set[int]) -> list[str]:
    """Processes begun by this test and still alive after a moment of grace.

    What descends from a process that was there before belongs to a fixture of a wider scope.
    """
    deadline = time.monotonic() + GRACE_SECONDS
    while remaining := [said for child in children() if (said := describe(child, before))]:
        if time.monotonic() > deadline:
            return remaining
        time.sleep(0.02)
    return []


def describe(child: psutil.Process, before: set[int]) -> str:
    """The process in words; empty if it is gone or isn't the test's."""
    try:
        if child.pid in before or any(parent.pid in before for parent in child.parents()):
            return ""
        command = " ".join(child.cmdline())
        # One per interpreter, begun with the first shared memory, ends with the interpreter.
        if "multiprocessing.resource_tracker" in command:
            return ""
        return f"{child.pid} ({child.status()}): {command}"
    except psutil.NoSuchProcess:
        return ""
