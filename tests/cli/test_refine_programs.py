"""`jupyter perf refine` on programs, with results that are made up; `test_really` has real ones."""

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from cli_fakes import made_up

from jupyter_perf.cli import main
from jupyter_perf.cli.console import Console
from jupyter_perf.cli.refine_programs import How, RefinePrograms
from jupyter_perf.magics.outside import refine_options
from jupyter_perf.records.edits import edits_of
from jupyter_perf.refinement.result import Refinement


@pytest.fixture
def found(monkeypatch):
    """What each search finds, by the program's text; searches are counted."""
    results, searched = {}, []

    class Job:
        def __init__(self, prepared):
            self.prepared = prepared

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def stop(self):
            pass

        def wait(self, timeout=None):
            searched.append(self.prepared.request)
            result = results[self.prepared.request.source]
            if isinstance(result, BaseException):
                raise result
            return result

    monkeypatch.setattr(
        "jupyter_perf.refinement.prepared.Prepared.start", lambda self, _: Job(self)
    )
    results["searched"] = searched
    return results


def test_a_program_is_written_and_remembered_once_searched(tmp_path, found, capsys):
    file, inputs = tmp_path / "a.py", tmp_path / "in"
    file.write_bytes(b"n = int(input())\r\nprint(sum(range(n)))")
    inputs.mkdir()
    (inputs / "1.txt").write_text("10\n")
    slow = "n = int(input())\nprint(sum(range(n)))"
    fast = "n = int(input())\nprint(n * (n - 1) // 2)\n"
    found[slow] = made_up(slow, fast)
    words = ["refine", str(file), "--stdin", str(inputs)]
    assert main(words) == 1
    said = capsys.readouterr()
    assert f"{file}\n  10.0× faster" in said.out, "a program's name says which it is"
    assert "standard input" not in said.err
    assert file.read_bytes().startswith(b"n = int(input())\r\nprint(sum")
    assert main([*words, "--write", "--json"]) == 0
    out = capsys.readouterr().out
    said = json.loads(out[out.index("{\n") :])
    assert said["files"][0]["results"][0]["written"] is True
    assert file.read_bytes() == b"n = int(input())\r\nprint(n * (n - 1) // 2)"
    assert len(found["searched"]) == 1, "what is recorded isn't searched again"
    assert found["searched"][0].stdin == ("10\n",)
    (edit,) = edits_of(str(file.resolve()))
    assert (edit.slow, edit.fast) == (slow, fast.rstrip("\n"))
    assert (edit.ratio, edit.steps) == (10.0, ("made-up",))


@pytest.mark.parametrize(
    "code",
    [
        "n = int(input())",
        "import sys\nfor line in sys.stdin:\n    print(line)",
        "from sys import argv, stdin\nprint(stdin.read())",
    ],
)
def test_a_program_that_asks_for_input_without_one_is_told_where_from(
    tmp_path, found, capsys, code
):
    file = tmp_path / "a.py"
    file.write_text(code)
    found[code] = Refinement(code, "program", code)
    main(["refine", str(file)])
    assert "--stdin DIR names a folder" in capsys.readouterr().err


def test_a_program_that_writes_to_anothers_input_isnt_asked_for_its_own(tmp_path, found, capsys):
    file = tmp_path / "a.py"
    file.write_text("import subprocess\np = subprocess.Popen(['cat'])\np.stdin.write('x')\n")
    found[file.read_text()] = Refinement(file.read_text(), "program", file.read_text())
    main(["refine", str(file)])
    assert "--stdin" not in capsys.readouterr().err


def test_a_function_of_a_program_gets_its_calls(tmp_path, found, capsys):
    file, calls = tmp_path / "a.py", tmp_path / "calls.txt"
    file.write_text("def f(a, b):\n    return a\n")
    calls.write_text("[(1, 2), (3, 4)]")
    found[file.read_text()] = Refinement(file.read_text(), "function", file.read_text())
    assert main(["refine", str(file), "--entry", "f", "--calls", str(calls)]) == 0
    assert "Nothing faster found" in capsys.readouterr().out
    assert found["searched"][0].entry == "f"


def test_python_2_and_unreadable_files_are_said_and_others_go_on(tmp_path, found, capsys):
    (tmp_path / "old.py").write_text("print 'hello'\n")
    (tmp_path / "odd.py").write_bytes(b"x = '\xff'\n")
    (tmp_path / "good.py").write_text("print(1)\n")
    found["print(1)\n"] = Refinement("print(1)\n", "program", "print(1)\n")
    files = [str(tmp_path / name) for name in ("old.py", "odd.py", "good.py")]
    assert main(["refine", *files]) == 1
    out, err = capsys.readouterr()
    assert "failed: line 1: Missing parentheses" in out
    assert "can't be read as Python" in out
    assert "Nothing faster found" in out
    assert "2 failed" in err


def test_an_interrupt_keeps_what_was_done(tmp_path, found, capsys):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.py").write_text(f"print('{name}')\n")
    found["print('a')\n"] = Refinement("print('a')\n", "program", "print('a')\n")
    text = "print('b')\n"
    found[text] = dataclasses.replace(Refinement(text, "program", text), stopped="by you")
    files = [str(tmp_path / f"{name}.py") for name in "abc"]
    assert main(["refine", *files, "--json"]) == 130
    said = json.loads(capsys.readouterr().out)
    assert [len(each["results"]) for each in said["files"]] == [1, 1]
    assert said["files"][1]["results"][0]["outcome"] == "stopped"


def test_several_at_a_time_are_tasks_of_the_executor(tmp_path, monkeypatch, capsys):
    names, asked = ("a", "b", "c"), []

    def elsewhere(pool, prepared, name):
        asked.append((type(pool), prepared.request.source, name))
        return Refinement(prepared.request.source, "program", prepared.request.source)

    monkeypatch.setattr("jupyter_perf.refinement.elsewhere.search", elsewhere)
    how = How(refine_options("--again"), [""])
    for name in names:
        (tmp_path / f"{name}.py").write_text(f"print('{name}', 1)\n")
    said = []
    work = RefinePrograms(
        how, Console(), lambda report, row: said.append((report.path, row.outcome))
    )
    with ThreadPoolExecutor(2) as pool:
        work.run([tmp_path / f"{name}.py" for name in names], pool)
    assert {source for _, source, _ in asked} == {f"print('{name}', 1)\n" for name in names}
    assert sorted(said) == [(tmp_path / f"{name}.py", "nothing faster") for name in names]
