"""Our part in a notebook's kernel, in a shell that only has what that part needs."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from cli_fakes import made_up

from jupyter_perf.cli import inside
from jupyter_perf.cli.kernel import MIME
from jupyter_perf.core import executor
from jupyter_perf.errors import SourceError
from jupyter_perf.magics import preparing
from jupyter_perf.magics.outside import refine_options
from jupyter_perf.records import edits
from jupyter_perf.refinement import elsewhere

SLOW, FAST = "t = 0\nfor x in a:\n    t += x", "t = sum(a)"


class Shell:
    def __init__(self):
        self.said, self.callbacks = [], {}
        self.user_ns = {"a": [1]}
        self.extension_manager = SimpleNamespace(load_extension=lambda _name: None)
        owner = SimpleNamespace(options=refine_options)
        self.magics_manager = SimpleNamespace(registry={"RefineMagics": owner})
        self.events = SimpleNamespace(register=self.callbacks.__setitem__)
        self.display_pub = SimpleNamespace(publish=lambda data, metadata: self.said.append(data))

    def transform_cell(self, text):
        return text

    def run_cell(self, seconds, monkeypatch):
        times = iter([0.0, seconds])
        with monkeypatch.context() as patch:
            patch.setattr(inside.time, "perf_counter", lambda: next(times))
            self.callbacks["pre_run_cell"](None)
            self.callbacks["post_run_cell"](None)

    def ask(self, what, **arguments):
        inside.ask(what, json.dumps(arguments))
        return self.said.pop()[MIME]["answer"]


class Prepared:
    """Copies of what a cell reads; `found` is what any search of it finds."""

    reason, order = None, None
    opened = 0

    def __init__(self, source):
        self.source = source
        type(self).opened += 1

    def key(self):
        return f"inside {self.source}"

    def start(self, _report):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait(self, _timeout=None):
        return made_up(self.source, FAST)

    def finish(self, found):
        return found

    def close(self):
        type(self).opened -= 1 if self.source else 0
        self.source = ""


def prepare(source, **_):
    if "def (" in source:
        raise SourceError("line 1: invalid syntax")
    return Prepared(source)


@pytest.fixture
def shell(monkeypatch):
    monkeypatch.setattr(preparing, "engine", lambda: SimpleNamespace(prepare=prepare))
    monkeypatch.setattr(Prepared, "opened", 0)
    monkeypatch.setattr(inside, "_parts", {})
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/a.ipynb")
    edits.delete()
    yield Shell()
    edits.delete()
    assert Prepared.opened == 0, "copies were left behind"


def begin(shell, **settings):
    inside.begin(shell, json.dumps({"command": "refine", "line": "--again"} | settings))


def test_a_slow_cell_is_searched_on_copies_from_before_it(shell, monkeypatch):
    begin(shell)
    assert shell.ask("before", source=SLOW, cell="c1") == {}
    assert Prepared.opened == 1
    shell.run_cell(0.5, monkeypatch)
    answer = shell.ask("after", slower=0.1, number=2)
    assert (answer["outcome"], answer["code"], answer["seconds"]) == ("faster", FAST, 0.5)
    assert "isolation" in answer["text"] or "made-up" in answer["text"]
    shell.ask("keep", number=2)
    (edit,) = edits.edits_of("/somewhere/a.ipynb")
    assert (edit.slow, edit.fast, edit.run) == (SLOW, FAST, answer["run"])


def test_a_quick_one_isnt_and_its_copies_go(shell, monkeypatch):
    begin(shell)
    shell.ask("before", source=SLOW, cell="c1")
    shell.run_cell(0.05, monkeypatch)
    assert shell.ask("after", slower=0.1, number=2) == {"outcome": "quick", "seconds": 0.05}
    assert Prepared.opened == 0
    shell.ask("before", source="def (", cell="c2")
    shell.run_cell(1.0, monkeypatch)
    answer = shell.ask("after", slower=0.1, number=3)
    assert (answer["outcome"], answer["why"]) == ("failed", "line 1: invalid syntax")


def test_searches_elsewhere_go_on_while_cells_run(shell, monkeypatch):
    asked = []

    def search(pool, prepared, _name):
        asked.append(pool)
        return made_up(prepared.source, FAST)

    @contextlib.contextmanager
    def resolve(address):
        assert address == "tls://there"
        with ThreadPoolExecutor(1) as pool:
            yield pool

    monkeypatch.setattr(elsewhere, "search", search)
    monkeypatch.setattr(executor, "resolve", resolve)
    begin(shell, on="tls://there")
    for number in (2, 3):
        shell.ask("before", source=SLOW, cell=f"c{number}")
        shell.run_cell(0.5, monkeypatch)
        answer = shell.ask("after", slower=0.1, number=number)
        assert answer == {"outcome": "waiting", "seconds": 0.5}
    assert shell.ask("collect") == {}
    told = [each[MIME] for each in shell.said if "outcome" in each[MIME]]
    assert [each["number"] for each in told] == [2, 3]
    assert {each["outcome"]["outcome"] for each in told} == {"faster"}
    assert len(asked) == 2
    inside._parts["here"]._open.close()
    inside._parts["here"]._waiting.shutdown()


def test_what_fails_unexpectedly_is_an_answer_too(shell, monkeypatch):
    begin(shell)
    assert shell.ask("keep", number=99)["outcome"] == "failed"
    monkeypatch.setattr("jupyter_perf.cli.judging.judged", lambda *_, **__: 1 / 0)
    answer = shell.ask("verify", slow=SLOW, fast=FAST)
    assert "ZeroDivisionError" in answer["why"]
