"""Which files are meant, and how they are written."""

import os

import pytest

from jupyter_perf.cli import files, program
from jupyter_perf.errors import UsageError

ENDINGS = (".ipynb", ".py")


def test_of_a_folder_the_notebooks_are_taken(tmp_path):
    for name in ("b.ipynb", "a.ipynb", "p.py", ".ipynb_checkpoints/a.ipynb", "deep/c.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = files.found([tmp_path, tmp_path / "p.py", tmp_path / "a.ipynb"], ENDINGS)
    names = [str(file.relative_to(tmp_path)) for file in found]
    assert names == ["a.ipynb", "b.ipynb", os.path.join("deep", "c.ipynb"), "p.py"]


@pytest.mark.parametrize(
    ("name", "said"), [("no.ipynb", "no such file"), ("x.txt", "ending in"), ("empty", "holds no")]
)
def test_what_cant_be_meant_is_said(tmp_path, name, said):
    (tmp_path / "x.txt").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=said):
        files.found([tmp_path / name], ENDINGS)


def test_nothing_is_written_over_what_others_wrote(tmp_path):
    file = tmp_path / "a.py"
    file.write_bytes(b"x = 1\n")
    original = files.read(file)
    file.write_bytes(b"x = 2\n")
    with pytest.raises(UsageError, match="changed while"):
        files.replace(original, b"x = 3\n")
    assert file.read_bytes() == b"x = 2\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.py"]


def test_a_read_only_file_stays_as_it_is_and_a_link_stays_a_link(tmp_path):
    file, link = tmp_path / "a.py", tmp_path / "link.py"
    file.write_bytes(b"x = 1\n")
    file.chmod(0o640)
    link.symlink_to(file)
    files.replace(files.read(link), b"x = 2\n")
    assert link.is_symlink()
    assert file.read_bytes() == b"x = 2\n"
    assert file.stat().st_mode & 0o777 == 0o640
    file.chmod(0o440)
    with pytest.raises(UsageError, match="read-only"):
        files.replace(files.read(file), b"x = 3\n")
    assert file.read_bytes() == b"x = 2\n"


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"x = 1\r\ny = 2", "x = 3\ny = 4\n", b"x = 3\r\ny = 4"),
        (b"\xef\xbb\xbfx = 1\n", "x = '\xfc'", b"\xef\xbb\xbfx = '\xc3\xbc'\n"),
        (b"# coding: latin-1\nx = '\xfc'\n", "x = '\xe4'\n", b"x = '\xe4'\n"),
    ],
)
def test_a_program_is_written_as_it_was(tmp_path, before, text, after):
    file = tmp_path / "a.py"
    file.write_bytes(before)
    assert program.read(file).with_text(text) == after


def test_a_character_that_the_encoding_lacks_is_said(tmp_path):
    file = tmp_path / "a.py"
    file.write_bytes(b"# coding: latin-1\nx = '\xfc'\n")
    with pytest.raises(UsageError, match=r"iso-8859-1|latin-1"):
        program.read(file).with_text("x = '\u20ac'")
    file.write_bytes(b"x = '\xfc'\n")
    with pytest.raises(UsageError, match="can't be read as Python"):
        program.read(file)


def test_inputs_and_calls(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(UsageError, match="holds no file"):
        program.inputs_of(folder)
    (folder / "b.txt").write_text("2\n")
    (folder / "a.txt").write_text("1\n")
    (folder / ".hidden").write_text("3\n")
    assert program.inputs_of(folder) == ["1\n", "2\n"]
    assert program.inputs_of(None) == [""]
    with pytest.raises(UsageError, match="no such folder"):
        program.inputs_of(tmp_path / "none")
    calls = tmp_path / "calls.txt"
    calls.write_text("[(1, 'a'), [2]]\n")
    assert program.calls_of(calls) == [(1, "a"), (2,)]
    for wrong in ("", "3", "[3]", "[f()]", "{"):
        calls.write_text(wrong)
        with pytest.raises(UsageError, match="list of tuples"):
            program.calls_of(calls)
