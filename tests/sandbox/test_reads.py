"""What sandboxed code may read, for notebooks in usual and unusual places."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sandbox.reads import allowed_paths


@pytest.fixture
def home(tmp_path: Path) -> Path:
    house = tmp_path / "home" / "ada"
    for name in (".ssh/id", ".config/token", "work/data.csv", "work/.env", "lib/helper.py",
                 "notes.txt", ".bashrc", "private/diary"):  # fmt: skip
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text("x")
    (house / "link.txt").symlink_to(house / ".ssh" / "id")
    return house


def readable(path: Path, allowed: tuple[str, ...]) -> bool:
    return any(path.resolve().is_relative_to(entry) for entry in allowed)


def test_a_notebook_in_a_folder_reads_that_folder_and_sys_path(home: Path) -> None:
    allowed = allowed_paths(home / "work", [str(home / "lib"), "/nowhere", ""], home=home)
    assert readable(home / "work/data.csv", allowed)
    assert readable(home / "lib/helper.py", allowed)
    for secret in (".ssh/id", ".config/token", "notes.txt", "private/diary", ".bashrc"):
        assert not readable(home / secret, allowed)


def test_a_notebook_in_the_home_reads_plain_files_only(home: Path) -> None:
    for sys_path in ([], [""], [str(home)], [str(home.parent)], ["/"]):
        allowed = allowed_paths(home, sys_path, home=home)
        assert readable(home / "notes.txt", allowed)
        for secret in (".ssh/id", "work/data.csv", "private/diary", ".bashrc", "link.txt"):
            assert not readable(home / secret, allowed)


def test_secrets_stay_closed_even_where_sys_path_names_them(home: Path) -> None:
    allowed = allowed_paths(home / "work", [str(home / ".ssh"), str(home / ".config")], home=home)
    assert not readable(home / ".ssh/id", allowed)
    assert not readable(home / ".config/token", allowed)


def test_what_is_asked_for_is_allowed(home: Path) -> None:
    allowed = allowed_paths(home / "work", [], ["../private", str(home / "notes.txt")], home=home)
    assert readable(home / "private/diary", allowed)
    assert readable(home / "notes.txt", allowed)


@pytest.mark.parametrize(
    ("asked", "why"), [("no/such", "no such"), ("..", "whole home"), ("/", "home")]
)
def test_what_makes_no_sense_is_refused(home: Path, asked: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        allowed_paths(home / "work", [], [asked], home=home)


def test_links_are_resolved(home: Path, tmp_path: Path) -> None:
    link = tmp_path / "notebooks"
    link.symlink_to(home / "work")
    allowed = allowed_paths(link, [], home=home)
    assert str(home / "work") in allowed
    assert all(os.path.realpath(path) == path for path in allowed)


def test_the_interpreter_is_there_and_other_processes_are_not(home: Path) -> None:
    allowed = allowed_paths(home / "work", sys.path, home=home)
    for needed in (os.__file__, pytest.__file__, sys.executable):
        assert readable(Path(needed), allowed)
    assert not readable(Path("/proc/1/environ"), allowed)
    assert not readable(Path("/etc/passwd"), allowed)
    assert "/" not in allowed


def test_nothing_is_listed_twice_or_inside_another(home: Path) -> None:
    allowed = allowed_paths(home / "work", [str(home / "work")], ["data.csv"], home=home)
    for path in allowed:
        assert sum(Path(path).is_relative_to(other) for other in allowed) == 1
