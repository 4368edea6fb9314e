"""A plug-in of pytest, for environments without extras: what needs one is skipped, with the reason.

`make test-python` loads it; `make test` doesn't, so that nothing is skipped unseen where all is
installed. Only the tests' own imports count, and the package's own message: where the package
itself stumbles over a module that isn't there, that is a failure.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from jupyter_perf.errors import MissingExtra

TESTS = Path(__file__).resolve().parents[1]
Step = Generator[None, object, object]


def reason(error: BaseException | None) -> str:
    """Why a test that ended with `error` is no failure; empty where it is one."""
    if isinstance(error, MissingExtra):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name and _is_of_tests(error):
        package = error.name.partition(".")[0]
        return "" if package == "jupyter_perf" else f"{package} is not installed"
    return ""


def _is_of_tests(error: BaseException) -> bool:
    """Whether it was raised in a test's file, or in text that a test runs, which is no file."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    name = step.tb_frame.f_code.co_filename if step is not None else ""
    return TESTS in Path(name).parents or ("/" not in name and not name.startswith("<frozen"))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    call = getattr(report, "call", None)
    error = call.excinfo.value if call is not None and call.excinfo is not None else None
    why = reason(error) or reason(error and error.__cause__)
    if report.failed and why:
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, f"Skipped: {why}")
    return report


def _skipping() -> Step:
    try:
        return (yield)
    except (ModuleNotFoundError, MissingExtra) as error:
        if why := reason(error):
            pytest.skip(why)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Step:
    return (yield from _skipping())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Step:
    return (yield from _skipping())
