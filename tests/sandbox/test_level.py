"""The level comes from what canaries reach, whatever the layers say of themselves."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import Confined

from jupyter_perf.sandbox import level
from jupyter_perf.sandbox.canaries import Targets
from jupyter_perf.sandbox.level import Level, Measured, level_from
from jupyter_perf.sandbox.work import Ended, Outcome, SandboxSpec, Work

ALL_NAMESPACES = {"user", "net", "ipc", "pid", "uts"}


class Adapter:
    """Runs a trusted work in the smallest sandbox, as the real one would."""

    def __init__(self, confined: Confined, folder: str, breaking: str = "") -> None:
        self.confined = confined
        self.spec = SandboxSpec(read_paths=(folder,), sys_path=(), cwd=folder)
        self.breaking = breaking

    def run(self, work: Work) -> Outcome:
        module, _, name = work.code.partition(":")
        source = (
            f"{self.breaking}\nfrom {module} import {name}\nprint({name}({{}}, {work.payload!r}))"
        )
        run = self.confined.run(source)
        try:
            return Outcome(Ended.OK, value=ast.literal_eval(run.output))
        except (SyntaxError, ValueError):
            return Outcome(Ended.DIED, note="no answer came")


@pytest.fixture(params=[3, 2, 0], ids=["S3", "S2", "S0"])
def confined(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Confined]:
    with Confined(request.param, [str(tmp_path)], str(tmp_path)) as confined:
        yield confined


def expected(installed: list[str]) -> Level:
    said = " ".join(installed)
    if "Landlock" not in said or "seccomp" not in said:
        return Level.S0
    return Level.S3 if "namespaces" in said else Level.S2


def test_canaries_find_the_level_that_was_installed(confined: Confined, tmp_path: Path) -> None:
    measured = level.measure(Adapter(confined, str(tmp_path)))
    assert measured.level is expected(confined.installed)
    assert bool(measured.breaches) == (measured.level is Level.S0)
    assert not list(tmp_path.iterdir()), "a canary left a file behind"
    assert str(measured).startswith(measured.level.name)


def test_no_answer_means_no_isolation(tmp_path: Path) -> None:
    with Confined(2, [str(tmp_path)], str(tmp_path)) as confined:
        measured = level.measure(Adapter(confined, str(tmp_path), "import os; os._exit(3)"))
    assert measured == Measured(Level.S0, (), frozenset(), "no answer came")
    assert "no answer came" in str(measured)


def test_of_what_was_stopped_before_it_was_tried_nothing_is_said(tmp_path: Path) -> None:
    class Stopped:
        spec = SandboxSpec(read_paths=(str(tmp_path),), sys_path=(), cwd=str(tmp_path))

        def run(self, work: Work) -> Outcome:
            return Outcome(Ended.STOPPED)

    measured = level.measure(Stopped())
    assert str(measured) == ""
    assert measured.level is Level.S0, "nothing that needs isolation may run by it"


def test_a_secret_that_may_be_read_is_replaced_by_one_that_may_not(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    with Targets([str(tmp_path)], str(tmp_path), str(tmp_path / "secret")) as targets:
        assert not targets.payload["secret"].startswith(str(tmp_path))
    with Targets(["/tmp"], "/tmp") as targets:
        assert not targets.payload["secret"].startswith("/tmp/")
    with Targets(["/usr"], "/usr", str(tmp_path / "secret")) as targets:
        assert targets.payload["secret"] == str(tmp_path / "secret")


def test_what_shows_outside_counts_whatever_is_reported(tmp_path: Path) -> None:
    with Targets([], str(tmp_path)) as targets:
        assert targets.breaches({"start a process": False}) == []
        planted = Path(targets.payload["write"][f"write a file in {tmp_path}"])
        planted.touch()
        socket.create_connection(tuple(targets.payload["tcp"])).close()
        found = targets.breaches({})
    assert found == ["connect over TCP", f"write a file in {tmp_path}"]
    assert not planted.exists()


@pytest.mark.parametrize(
    ("breaches", "seen", "platform", "is_level"),
    [
        ([], ALL_NAMESPACES, "linux", Level.S3),
        ([], {"user", "net"}, "linux", Level.S2),
        ([], set(), "linux", Level.S2),
        (["connect over TCP"], ALL_NAMESPACES, "linux", Level.S0),
        (["start a process"], ALL_NAMESPACES, "linux", Level.S0),
        (["start a process"], set(), "darwin", Level.S1),
        (["run a program"], set(), "darwin", Level.S0),
        ([], set(), "win32", Level.S0),
    ],
)
def test_one_breach_is_one_too_many(
    breaches: list[str], seen: set[str], platform: str, is_level: Level
) -> None:
    assert level_from(breaches, seen, platform) is is_level


def test_levels_compare_and_describe_themselves() -> None:
    assert Level.S0 < Level.S1 < Level.S2 < Level.S3
    assert all(one.description for one in Level)
    assert "could read and change your files" in Level.S0.description
