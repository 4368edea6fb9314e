"""What was applied is kept, listed, exported and cleared, and becomes examples for a model."""

import json

import pytest

from jupyter_perf.core.code import Candidate
from jupyter_perf.errors import UsageError
from jupyter_perf.magics import applied, whereabouts
from jupyter_perf.magics.edits import edits, own_pairs
from jupyter_perf.measure.timing import Timing
from jupyter_perf.records import store as module
from jupyter_perf.records.edits import add, edit_of, edits_of
from jupyter_perf.records.store import About, store
from jupyter_perf.refinement import serial
from jupyter_perf.refinement.examples.pair import OTHER_NOTEBOOK, THIS_NOTEBOOK
from jupyter_perf.refinement.verdict import Evidence, Faster, NotFaster

SLOW = "hits = [w for w in look if w in words]"
FAST = "hits = [w for w in look if w in set(words)]"
HOSTILE = "<b onclick=alert(1)>\x1b[31m"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "here.ipynb"))
    monkeypatch.setattr(whereabouts, "_whereabouts", whereabouts.Whereabouts())
    module._opened.cache_clear()
    yield tmp_path
    module._opened.cache_clear()


@pytest.fixture
def here(home):
    return str(home / "here.ipynb")


@pytest.fixture
def there(home):
    return str(home / "there.ipynb")


def verdict(code, kind=Faster):
    timing = Timing(4.0, (3.5, 4.5), 4.0, "cpu", (4.0,), (1.0,), (4.0,), (1.0,), "faster")
    return serial.to_json(kind(Candidate(code, ("list-to-set",)), Evidence(1, 9), timing))


def record(notebook, source=SLOW, *verdicts):
    best = next(iter(verdicts), None)
    result = {"source": source, "code": source, "best": best, "verdicts": list(verdicts)}
    return store().remember(None, "refinement", json.dumps(result), About(notebook))


def said(kind, run, code):
    hear = applied.hear_applied if kind == "applied" else applied.hear_reverted
    hear({"type": kind, "run": run, "code": code})


def test_what_was_applied_is_kept_as_its_record_has_it(here):
    run = record(here, f"{SLOW}\n", verdict(FAST))
    said("applied", run, f"{FAST}\n")
    said("applied", run, FAST)
    (edit,) = edits_of(here)
    assert (edit.slow, edit.fast, edit.run) == (SLOW, FAST, run)
    assert (edit.ratio, edit.low, edit.high, edit.general) == (4.0, 3.5, 4.5, True)
    assert edit.steps == ("list-to-set",)
    said("reverted", run, "something = else")
    assert len(edits_of(here)) == 1
    said("reverted", run, FAST)
    assert edits_of(here) == []


def test_what_another_notebooks_run_found_is_kept_where_it_was_applied(here, there):
    run = record(there, SLOW, verdict(FAST))
    add(edit_of(there, SLOW, FAST, run=run))
    said("applied", run, FAST)
    assert [edit.run for edit in edits_of(here)] == [run]
    said("reverted", run, FAST)
    assert edits_of(here) == []
    assert len(edits_of(there)) == 1


def test_where_the_notebook_is_not_known_it_is_the_runs(there, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    run = record(there, SLOW, verdict(FAST))
    said("applied", run, FAST)
    assert len(edits_of(there)) == 1
    said("reverted", run, FAST)
    assert edits_of() == []


def test_an_alternative_may_be_applied_and_only_what_was_faster(here):
    other, slower = f"{FAST}  # other", f"{FAST}  # slower"
    run = record(here, SLOW, verdict(FAST), verdict(other), verdict(slower, NotFaster))
    said("applied", run, other)
    said("applied", run, slower)
    said("applied", run, "import os; os.remove('/')")
    assert [edit.fast for edit in edits_of()] == [other]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"run": None, "code": FAST},
        {"run": 3, "code": FAST},
        {"run": "no such run", "code": FAST},
        {"run": "x" * 10_000, "code": FAST},
        {"run": "'; DROP TABLE edits", "code": FAST},
        {"run": "š\ud800", "code": FAST},
        {"run": "0" * 20},
        {"run": "0" * 20, "code": ""},
        {"run": "0" * 20, "code": [FAST]},
        {"run": "0" * 20, "code": "x" * 300_000},
    ],
)
def test_what_is_not_understood_is_ignored(message):
    applied.hear_applied(message)
    applied.hear_reverted(message)
    assert edits_of() == []


@pytest.mark.parametrize("result", ["null", "[]", '{"verdicts": [{"kind": "Faster"}]}', "no JSON"])
def test_records_of_other_kinds_are_ignored(here, result):
    run = store().remember(None, "refinement", result, About(here))
    said("applied", run, FAST)
    assert edits_of() == []


def test_a_secret_never_comes_back_from_the_front_end(here, home):
    secret = "sk-proj-abcdefghij0123456789"
    source, code = f"key = '{secret}'\n{SLOW}", f"key = '{secret}'\n{FAST}"
    run = record(here, source, verdict(code))
    said("applied", run, code)
    (edit,) = edits_of(here)
    assert edit.fast == f"key = '<secret 1>'\n{FAST}"
    assert all(secret.encode() not in file.read_bytes() for file in (home / "home").iterdir())
    said("reverted", run, code)
    assert edits_of(here) == []


def test_only_this_notebooks_edits_are_shown_to_a_model_unless_others_are_shared(here, there):
    add(edit_of(here, SLOW, FAST, ratio=4.0, low=3.0, high=5.0, steps=("list-to-set",)))
    add(edit_of(here, SLOW, "hits = []", general=False))
    add(edit_of(there, SLOW, FAST))
    add(edit_of("", SLOW, FAST))
    (pair,) = own_pairs()
    assert (pair.slow, pair.fast, pair.ratio, pair.origin) == (SLOW, FAST, 4.0, THIS_NOTEBOOK)
    assert pair.tags == ("list-to-set",)
    shared = own_pairs(share_edits=True)
    assert sorted(each.origin for each in shared) == [OTHER_NOTEBOOK, OTHER_NOTEBOOK, THIS_NOTEBOOK]
    assert here not in repr(shared)
    assert there not in repr(shared)


def test_where_the_notebook_is_not_known_nothing_is_shown_unasked(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    add(edit_of("", SLOW, FAST))
    assert own_pairs() == []
    assert len(own_pairs(share_edits=True)) == 1
    assert "a notebook whose path isn't known" in edits([])["text/plain"]


def test_the_list_is_of_this_notebook_unless_another_is_named(here, there):
    add(edit_of(here, SLOW, FAST, ratio=4.0, low=3.5, high=4.5, steps=("list-to-set",)))
    add(edit_of(there, "x = 1 + 0", "x = 1", general=False, ratio=2.0))
    shown = edits([])["text/plain"].splitlines()
    assert shown[0] == "1 edit applied in this notebook; 1 more with --all"
    assert "here.ipynb  4.00× (3.50–4.50×)  list-to-set  hits = [w for w" in shown[1]
    both = edits(["--all"])["text/plain"]
    assert both.startswith("2 edits applied in all notebooks\n")
    assert "there.ipynb  on that data only  x = 1 + 0" in both
    named = edits(["--notebook", "there.ipynb"])["text/plain"]
    assert named.startswith(f"1 edit applied in {there}; 1 more")
    assert len(edits(["--all", "--limit", "1"])["text/plain"].splitlines()) == 2


def test_hostile_names_are_text():
    add(edit_of(f"{HOSTILE}.ipynb", f"'{HOSTILE}'", FAST, steps=(HOSTILE,)))
    shown = edits(["--all"])
    assert "<b onclick" not in shown["text/html"]
    assert "\x1b" not in shown["text/plain"] + shown["text/html"]


def test_clearing_says_how_many_and_what_is_left(here, there):
    add(edit_of(here, SLOW, FAST))
    add(edit_of(there, SLOW, FAST))
    assert edits(["--clear"]) == (
        "1 edit of this notebook deleted; 1 edit left: --clear --all deletes all"
    )
    assert edits(["--clear", "--notebook", there]) == f"1 edit of {there} deleted"
    assert edits(["--clear", "--all"]) == "0 edits of all notebooks deleted"


def test_export_is_by_suffix_and_overwrites_nothing_unasked(here, home):
    add(edit_of(here, SLOW, FAST))
    file = home / "my edits.json"
    assert edits(["--export", str(file)]) == f"1 edit of this notebook written to {file}"
    assert json.loads(file.read_text())["edits"][0]["slow"] == SLOW
    with pytest.raises(UsageError, match="--force"):
        edits(["--export", str(file)])
    assert edits(["--export", str(file), "--force", "--all"]).startswith("1 edit of all")
    with pytest.raises(UsageError, match=r"\.csv"):
        edits(["--export", str(home / "edits")])


@pytest.mark.parametrize(
    "words",
    [["--colour"], ["--limit", "0"], ["--limit", "x"], ["--all", "--notebook", "a"], ["--force"],
     ["--clear", "--export", "a.csv"], ["more"]],
)  # fmt: skip
def test_what_is_not_understood_is_said(words):
    with pytest.raises(UsageError, match=r"%perf edits|--force is for"):
        edits(words)


def test_a_front_end_that_applies_and_reverts(kernel, front):
    kernel.run("fake.PLAN['code'] = 'y = 2'")
    kernel.run("%%refine --again\nx = 1")
    run = front.message("recorded")["run"]
    front.say({"type": "applied", "run": run, "code": "y = 2"})
    assert _comes_to_say(kernel, "1 edit applied")
    front.say({"type": "reverted", "run": run, "code": "y = 2"})
    assert _comes_to_say(kernel, "0 edits applied")


def _comes_to_say(kernel, text):
    """What a front end says is heard beside cells: soon, but not before the next one."""
    return any(text in kernel.run("%perf edits --all").shown for _ in range(100))


def test_apply_keeps_the_edit(kernel):
    kernel.run("fake.PLAN['code'] = 'y = 2'")
    kernel.run("%%refine --again --apply\nx = 1")
    shown = kernel.run("%perf edits --all").shown
    assert "1 edit applied" in shown
    assert "a-rule" in shown
    kernel.run("fake.PLAN['general'] = False")
    kernel.run("%%refine --again --apply\nz = 3")
    assert "1 edit applied" in kernel.run("%perf edits --all").shown
    assert "1 edit of all notebooks deleted" in kernel.run("%perf edits --clear --all").printed
