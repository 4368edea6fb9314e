"""Which paths may be read: everything asked for, but never the keys in a home directory."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from types import SimpleNamespace

import pytest

from jupyter_perf.sandbox.limits import paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "homes" / "ada"
    for folder in (".ssh", "work", ".venv"):
        (home / folder).mkdir(parents=True)
    (home / "data.csv").touch()
    (home.parent / "shared").mkdir()
    monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_dir=str(home)))
    return home


def test_a_folder_elsewhere_is_allowed_whole(home: Path) -> None:
    folder = str(home / "work")
    assert paths.without_secrets([folder]) == ([folder], [])


def test_of_the_home_directory_only_what_is_visible(home: Path) -> None:
    readable, listable = paths.without_secrets([str(home)])
    assert readable == [str(home / "data.csv"), str(home / "work")]
    assert listable == [str(home)]


def test_of_a_directory_that_holds_the_home_too(home: Path) -> None:
    readable, listable = paths.without_secrets([str(home.parent)])
    assert set(readable) == {
        str(home / "data.csv"),
        str(home / "work"),
        str(home.parent / "shared"),
    }
    assert listable == [str(home.parent)]


def test_what_is_hidden_stays_allowed_where_it_is_asked_for(home: Path) -> None:
    readable, _ = paths.without_secrets([str(home), str(home / ".venv")])
    assert str(home / ".venv") in readable
    assert str(home / ".ssh") not in readable


def test_a_visible_link_to_something_hidden_is_not_followed(home: Path) -> None:
    (home / "visible").symlink_to(home / ".ssh")
    readable, _ = paths.without_secrets([str(home)])
    assert str(home / "visible") not in readable


def test_a_link_to_the_home_directory_gives_no_more_than_it(home: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(home)
    assert paths.without_secrets([str(tmp_path / "link")]) == paths.without_secrets([str(home)])


def test_the_interpreter_is_readable() -> None:
    allowed = [os.path.realpath(path) + "/" for path in paths.system_paths()]
    assert any(os.path.realpath(os.__file__).startswith(path) for path in allowed)


def test_a_user_whom_the_system_doesnt_know_has_the_home_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(uid: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {uid}")

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setenv("HOME", str(home))
    readable, _ = paths.without_secrets([str(home)])
    assert str(home / "work") in readable
    assert str(home / ".ssh") not in readable
    monkeypatch.delenv("HOME")
    assert paths.without_secrets([str(home)]) == ([str(home)], [])
