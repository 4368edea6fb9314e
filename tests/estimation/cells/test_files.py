"""Files cut short: what a cell reads of them, and how they are found."""

from __future__ import annotations

import ast
import builtins
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from jupyter_perf.estimation.cells import files
from jupyter_perf.estimation.cells.files import files_of, shorten


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tägliche werte.csv"
    rows = "".join(f"{at},{at * 2},é\r\n" for at in range(10_000))
    path.write_bytes(("a,b,c\r\n" + rows).encode())
    return path


@pytest.fixture(autouse=True)
def _open_as_it_was() -> Iterator[None]:
    before = builtins.open, io.open
    yield
    builtins.open, io.open = before


def test_a_cut_file_ends_with_a_whole_line(table: Path) -> None:
    ends = shorten({str(table.resolve()): 1000})
    with open(table, encoding="utf-8", newline="") as file:
        text = file.read()
    assert text.endswith("é\r\n")
    assert len(text.encode()) == ends[str(table.resolve())] >= 1000


def test_every_way_to_read_it_sees_the_same(table: Path) -> None:
    shorten({str(table.resolve()): 1000})
    frame = pd.read_csv(table)
    lines = table.read_text(encoding="utf-8").splitlines()
    with table.open("rb") as raw:
        binary = raw.read()
        assert raw.seek(0, io.SEEK_END) == len(binary)
    with open(str(table), encoding="utf-8") as file:
        assert list(file) == [line + "\n" for line in lines]
    assert len(frame) == len(lines) - 1
    assert list(frame.columns) == ["a", "b", "c"]
    assert binary.count(b"\r\n") == len(lines)


def test_other_files_and_other_modes_are_left_alone(table: Path, tmp_path: Path) -> None:
    shorten({str(table.resolve()): 1000})
    other = tmp_path / "other.csv"
    other.write_text("x" * 5000)
    assert len(other.read_text()) == 5000
    with open(table, "ab") as file:
        file.write(b"")
    with pytest.raises(FileNotFoundError):
        open(tmp_path / "none.csv")  # noqa: SIM115


def test_long_files_of_lines_are_found_by_text_and_by_name(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LEAST_BYTES", 1000)
    monkeypatch.chdir(table.parent)
    by_text = files_of(ast.parse(f"pd.read_csv({table.name!r})"), {})
    by_name = files_of(ast.parse("open(path)"), {"path": table})
    assert [group.name for group in by_text] == [table.name]
    assert [group.name for group in by_name] == ["path"]
    assert by_text[0].value == table.stat().st_size
    assert files_of(ast.parse("x = 'none.csv', 'a\\0.csv', 'a.parquet', 'csv'"), {}) == []
