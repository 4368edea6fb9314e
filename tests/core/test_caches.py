"""Cache sizes from the system's files, and none where there are no such files."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_perf.core.caches import cache_bytes
from jupyter_perf.core.folders import write_text


def test_data_levels_by_size_instructions_left_out(tmp_path: Path) -> None:
    levels = [("3", "Unified", "32M"), ("1", "Data", "48K"), ("1", "Instruction", "64K"),
              ("2", "Unified", "2048K\n")]  # fmt: skip
    for at, (level, kind, size) in enumerate(levels):
        folder = tmp_path / f"index{at}"
        folder.mkdir()
        for name, text in (("level", level), ("type", kind), ("size", size)):
            (folder / name).write_text(text)
    (tmp_path / "index9").mkdir()
    assert cache_bytes(tmp_path) == (48 << 10, 2 << 20, 32 << 20)


@pytest.mark.parametrize("size", ["", "lots", "-1K", "0K", "12T"])
def test_what_is_no_size_is_no_level(tmp_path: Path, size: str) -> None:
    (tmp_path / "index0").mkdir()
    (tmp_path / "index0" / "level").write_text("1")
    (tmp_path / "index0" / "size").write_text(size)
    assert cache_bytes(tmp_path) == ()
    assert cache_bytes(tmp_path / "none") == ()


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "deep" / "down" / "file.txt"
    write_text(file, "läuft")
    write_text(file, "again")
    assert file.read_text(encoding="utf-8") == "again"

    def full(*_args: object, **_kwargs: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        write_text(file, "half")
    assert file.read_text(encoding="utf-8") == "again"
    assert [each.name for each in file.parent.iterdir()] == ["file.txt"]
