"""`jupyter perf refine` on notebooks, with a kernel that answers as it is told."""

import json

import pytest
from cli_fakes import FakeKernel, sources_in, write

from jupyter_perf.cli import main, refine_notebook

SLOW, FAST = "t = 0\nfor x in a:\n    t += x", "t = sum(a)"
FOUND = {
    "outcome": "faster", "headline": "12× faster", "text": "12× faster\n+ t = sum(a)",
    "code": FAST, "ratio": 12.0, "low": 11.0, "high": 13.0, "run": "r1", "seconds": 1.0,
}  # fmt: skip
QUICK = {"outcome": "quick", "seconds": 0.0}


def after(found=FOUND):
    """A kernel's `after`: cell 3 is slow."""
    return lambda _hear, number, slower: found if number == 3 else QUICK


def refine(monkeypatch, kernel, *words):
    kernel.put_in(monkeypatch, refine_notebook)
    return main(["refine", *map(str, words)])


def test_what_was_found_is_said_and_nothing_changed(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW, "print(t)")
    before = file.read_bytes()
    kernel = FakeKernel(after=after())
    words = [file, "--slower", "0.5", "--budget", "9", "--only", "loop-to-sum"]
    assert refine(monkeypatch, kernel, *words[:5]) == 1
    out, err = capsys.readouterr()
    assert "cell 3  t = 0  12× faster" in out
    assert "+ t = sum(a)" in out
    assert "cell 2" not in out
    assert "--write" in err
    assert file.read_bytes() == before
    assert kernel.begun == {"command": "refine", "line": "--budget 9", "on": None}
    assert kernel.ran == ["a = [1]", SLOW, "print(t)"]
    assert ("before", {"source": SLOW, "cell": "cell3"}) in kernel.asked
    assert ("after", {"slower": 0.5, "number": 3}) in kernel.asked


def test_json_alone_is_on_standard_output(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW)
    assert refine(monkeypatch, FakeKernel(after=after()), file, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["faster"], said["written"], said["failed"], said["exit_code"]) == (1, 0, 0, 1)
    quick, found = said["files"][0]["results"]
    assert (quick["cell"], quick["outcome"]) == (2, "quick")
    assert (found["cell"], found["id"], found["code"], found["run"]) == (3, "cell3", FAST, "r1")
    assert "text" not in found


def test_written_is_the_cell_alone_and_it_is_remembered(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", f"%%refine --budget 3\n{SLOW}\n", "print(t)")
    kernel = FakeKernel(after=after())
    assert refine(monkeypatch, kernel, file, "--write") == 0
    assert sources_in(file) == ["a = [1]", f"%%refine --budget 3\n{FAST}\n", "print(t)"]
    assert ("before", {"source": SLOW, "cell": "cell3"}) in kernel.asked
    assert ("keep", {"number": 3}) in kernel.asked
    assert "1 cell written" in capsys.readouterr().err


@pytest.mark.parametrize("outcome", ["small gain", "only here", "inconclusive", "out of time"])
def test_nothing_else_is_written(tmp_path, monkeypatch, outcome, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW)
    before = file.read_bytes()
    kernel = FakeKernel(after=after(FOUND | {"outcome": outcome}))
    assert refine(monkeypatch, kernel, file, "--write") == 0
    assert file.read_bytes() == before


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW)

    def edited(_hear):
        write(file, "a = [2]", SLOW)
        return {}

    kernel = FakeKernel(after=after(), collect=edited)
    assert refine(monkeypatch, kernel, file, "--write") == 1
    assert sources_in(file) == ["a = [2]", SLOW]
    assert "changed while" in capsys.readouterr().out
    assert "keep" not in [what for what, _ in kernel.asked]


def test_a_read_only_file_is_said_before_anything_runs(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", SLOW)
    file.chmod(0o444)
    kernel = FakeKernel(after=after())
    assert refine(monkeypatch, kernel, file, "--write") == 1
    assert "read-only" in capsys.readouterr().out
    assert kernel.ran == []


def test_an_error_ends_the_notebook_and_other_files_go_on(tmp_path, monkeypatch, capsys):
    one = write(tmp_path / "1.ipynb", "a = [1]", "1 / 0", "later = 1")
    two = write(tmp_path / "2.ipynb", "a = [1]", SLOW)
    kernel = FakeKernel({"1 / 0": "ZeroDivisionError: division by zero"}, after=after())
    assert refine(monkeypatch, kernel, one, two) == 1
    out = capsys.readouterr().out
    assert "cell 3  1 / 0  failed: it raises ZeroDivisionError" in out
    assert "12× faster" in out
    assert "later = 1" not in kernel.ran


def test_a_cell_that_may_raise_doesnt_end_it(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "1 / 0", "a = [1]")
    data = json.loads(file.read_text())
    data["cells"][1]["metadata"]["tags"] = ["raises-exception"]
    file.write_text(json.dumps(data))
    kernel = FakeKernel({"1 / 0": "ZeroDivisionError: x"}, after=QUICK)
    assert refine(monkeypatch, kernel, file) == 0
    assert kernel.ran == ["1 / 0", "a = [1]"]


def test_cells_in_other_languages_only_run(tmp_path, monkeypatch, capsys):
    file = write(
        tmp_path / "a.ipynb", "%%bash\nls", "%%refine\n%%time\nx", "%%estimate --blocks\n90"
    )
    kernel = FakeKernel(after=QUICK)
    assert refine(monkeypatch, kernel, file) == 0
    assert len(kernel.ran) == 3
    assert [what for what, _ in kernel.asked] == ["collect"]
    out = capsys.readouterr().out
    assert "it begins with %%bash" in out
    assert "it begins with %%time" in out
    assert "it begins with %%estimate" in out


def test_searches_elsewhere_come_in_when_they_are_done(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW)

    def collect(hear):
        hear({"stage": "waiting"})
        hear({"number": 3, "outcome": FOUND})
        return {}

    kernel = FakeKernel(after=after({"outcome": "waiting", "seconds": 2.0}), collect=collect)
    assert refine(monkeypatch, kernel, file, "--json") == 1
    result = json.loads(capsys.readouterr().out)["files"][0]["results"][1]
    assert (result["outcome"], result["seconds"]) == ("faster", 2.0)


def test_an_interrupt_tells_what_was_done_and_writes_nothing(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = [1]", SLOW, "print(t)")
    before = file.read_bytes()

    def interrupted(hear, number, slower):
        if number == 4:
            raise KeyboardInterrupt
        return after()(hear, number, slower)

    kernel = FakeKernel(after=interrupted)
    assert refine(monkeypatch, kernel, file, "--write", "--json") == 130
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert said["interrupted"]
    assert (said["faster"], said["written"]) == (1, 0)
    assert "interrupted: 1 faster" in err
    assert file.read_bytes() == before


def test_a_notebook_in_another_language_is_said(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "x <- 1", language="R")
    assert refine(monkeypatch, FakeKernel(), file) == 1
    assert "is in r: only Python" in capsys.readouterr().out


def test_a_kernel_that_isnt_there_is_said(tmp_path, capsys):
    file = write(tmp_path / "a.ipynb", "x = 1", kernel="no-such-kernel")
    assert main(["refine", str(file)]) == 1
    out = capsys.readouterr().out
    assert "there is no kernel 'no-such-kernel' here" in out
    assert "--kernel NAME" in out


@pytest.mark.parametrize(
    "words",
    [
        ["missing.ipynb"],
        ["x.txt"],
        ["."],
        ["a.ipynb", "--stdin", "."],
        ["a.ipynb", "--entry", "f", "--calls", "x.txt"],
        ["a.py", "--entry", "f"],
        ["a.py", "--stdin", "missing"],
        ["a.py", "--jobs", "0"],
        ["a.py", "--jobs", "2", "--on", "tcp://127.0.0.1:1"],
        ["a.ipynb", "--slower", "-1"],
        ["a.ipynb", "--budget", "much"],
        ["a.ipynb", "--budget", "0"],
        ["a.ipynb", "--only", "no-such-rule"],
        ["a.ipynb", "--model", "x:y"],
    ],
)
def test_wrong_uses_exit_with_2_before_anything_runs(tmp_path, monkeypatch, capsys, words):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder" if words == ["."] else tmp_path)
    write(tmp_path / "a.ipynb", "x = 1")
    (tmp_path / "a.py").write_text("print(1)\n")
    (tmp_path / "x.txt").write_text("[(1,)]")
    kernel = FakeKernel()
    assert refine(monkeypatch, kernel, *words) == 2
    assert capsys.readouterr().err.startswith("jupyter perf: ")
    assert kernel.ran == []
