"""The text of the macOS profile; that it holds can only be tested on a Mac."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_perf.sandbox.limits import seatbelt


def test_everything_is_denied_first() -> None:
    lines = seatbelt.profile([]).splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    assert not any("network" in line for line in lines)


def test_paths_are_real_and_quoted(tmp_path: Path) -> None:
    odd = tmp_path / 'a "b" \\c'
    odd.mkdir()
    (tmp_path / "link").symlink_to(odd)
    text = seatbelt.profile([str(tmp_path / "link")])
    escaped = str(odd).replace("\\", "\\\\").replace('"', '\\"')
    assert f'(allow file-read* (subpath "{escaped}"))' in text


def test_only_the_interpreter_may_be_executed() -> None:
    command = seatbelt.wrap(["/usr/bin/python3", "-I"], ["/data"])
    assert command[:2] == ["/usr/bin/sandbox-exec", "-p"]
    assert command[3:] == ["/usr/bin/python3", "-I"]
    assert command[2].count("process-exec") == 1


@pytest.mark.parametrize("write", [[], ["/out"]])
def test_nothing_is_written_unless_asked(write: list[str]) -> None:
    text = seatbelt.profile(["/data"], write)
    assert text.count("(allow file-write* ") == len(write)
