"""Edits that users applied: kept once, without secrets, found, exported, cleared."""

import csv
import datetime
import json
import os
import sqlite3
import threading

import pytest

from jupyter_perf.core.policy import Policy
from jupyter_perf.errors import UsageError
from jupyter_perf.records import edits, keeping, schema
from jupyter_perf.records import store as module
from jupyter_perf.records.edits import add, delete, edit_of, edits_of, export, take_back
from jupyter_perf.records.keeping import Keeping
from jupyter_perf.records.store import About, Query, Store, store

A, B = "/home/ann/a.ipynb", "/home/ann/b.ipynb"
SLOW = "text = ''\nfor word in words:\n    text += word"
FAST = "text = ''.join(words)"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(folder))
    module._opened.cache_clear()
    yield folder
    module._opened.cache_clear()


def applied(notebook=A, slow=SLOW, fast=FAST, **more):
    return edit_of(notebook, slow, fast, **more)


def fasts(notebook=None):
    return [edit.fast for edit in edits_of(notebook)]


def on_disk(home):
    return b"".join(file.read_bytes() for file in home.iterdir())


def test_what_is_kept_is_all_there():
    id = add(
        applied(ratio=8.0, low=7.5, high=8.5, general=False, steps=("join", "x"), run="0123abcd")
    )
    module._opened.cache_clear()
    (edit,) = edits_of()
    assert edit.id == id
    assert edit.created.endswith("+00:00")
    assert (edit.notebook, edit.slow, edit.fast) == (A, SLOW, FAST)
    assert (edit.ratio, edit.low, edit.high, edit.general) == (8.0, 7.5, 8.5, False)
    assert (edit.steps, edit.run, edit.title) == (("join", "x"), "0123abcd", "text = ''")


def test_an_edit_that_is_applied_again_is_kept_once_with_its_latest_figures():
    add(applied(ratio=2.0, fast="a = 1"))
    add(applied(ratio=2.0))
    add(applied(ratio=2.0, notebook=B))
    add(applied(ratio=3.0, fast="a = 1"))
    assert fasts(A) == ["a = 1", FAST]
    assert [edit.ratio for edit in edits_of(A)] == [3.0, 2.0]
    assert fasts(B) == [FAST]
    assert len(fasts()) == 3
    assert fasts("/home/ann") == []


@pytest.mark.parametrize(
    ("slow", "fast"),
    [
        ("", FAST),
        (SLOW, " \n"),
        ("x = 1\n" * 40_000, FAST),
    ],
)
def test_what_is_no_example_is_not_kept(slow, fast):
    assert applied(slow=slow, fast=fast) is None
    assert add(None) is None
    assert edits_of() == []


def test_any_text_can_be_kept(home):
    odd = "š = 'ключ\ud800\0'\r\nx = 1  # 漢字"
    add(applied(slow=odd, notebook="ünï.ipynb"))
    (edit,) = edits_of("ünï.ipynb")
    assert "ключ\\ud800" in edit.slow
    assert "\r\nx = 1  # 漢字" in edit.slow


def test_secrets_stay_out(home):
    secret = "hunter2secret"
    # Only the second text gives the secret away: it must not stand in the first.
    add(applied(slow=f"check('{secret}')\n{SLOW}", fast=f"password = '{secret}'\n{FAST}"))
    (edit,) = edits_of()
    assert edit.slow.startswith("check('<secret 1>')\n")
    assert edit.fast.startswith("password = '<secret 1>'\n")
    assert secret.encode() not in on_disk(home)


def test_an_edit_whose_secret_cannot_be_kept_out_is_not_kept(monkeypatch):
    from jupyter_perf.records import edit_rows

    monkeypatch.setattr(edit_rows, "find", lambda text: iter(["it is still there"]))
    assert applied() is None


def test_edits_are_taken_back_by_run_and_code():
    add(applied(run="aa"))
    add(applied(run="aa", fast="a = 1"))
    assert take_back("bb", FAST) == 0
    assert take_back("aa", f"{FAST}\n") == 1
    assert fasts() == ["a = 1"]


def test_an_edit_is_taken_back_also_where_a_later_run_of_that_text_found_it_too(refinement):
    first = store().remember(None, "refinement", refinement(SLOW, 3.0), About(A))
    other = store().remember(None, "refinement", refinement(SLOW, 3.0), About(B))
    add(applied(run="later"))
    assert take_back(other, FAST) == 0
    assert take_back(first, FAST) == 1


def test_clearing_says_how_many():
    ids = [add(applied(fast=f"a = {n}", notebook=A if n % 2 else B)) for n in range(6)]
    assert delete(ids[:2]) == 2
    assert delete(ids[:2]) == 0
    assert delete([]) == 0
    assert delete(["š", "'; DROP TABLE edits"]) == 0
    assert delete(notebook=A) == 2
    assert fasts() == ["a = 4", "a = 2"]
    assert delete() == 2
    assert edits_of() == []


def test_cleared_edits_leave_no_trace(home):
    add(applied(slow="a_name_that_is_rare = 1"))
    assert b"a_name_that_is_rare" in on_disk(home)
    delete()
    with sqlite3.connect(home / "results.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert b"a_name_that_is_rare" not in on_disk(home)


def test_edits_follow_a_notebook_to_its_new_name():
    add(applied(ratio=2.0))
    add(applied(notebook=B, ratio=3.0))
    add(applied(notebook=B, fast="a = 1"))
    store().rename(B, A)
    assert sorted(fasts(A)) == sorted([FAST, "a = 1"])
    assert edits_of(B) == []


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        (Keeping(), 10),
        (Keeping(days=float("inf"), runs=2**70, megabytes=float("inf")), 10),
        (Keeping(days=30), 2),
        (Keeping(runs=4), 4),
        (Keeping(megabytes=0.00025), 2),
        (Keeping(megabytes=0), 0),
    ],
)
def test_retention_is_that_of_the_runs(home, limits, left):
    for number in range(9):
        add(applied(slow=f"{number} + " + "x" * 80))
    sixty_days_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=60)
    with sqlite3.connect(home / "results.sqlite") as connection:
        connection.execute(
            "UPDATE edits SET created = ? WHERE number < 9", (sixty_days_ago.isoformat(),)
        )
    connection.close()
    keeping.choose(limits)
    add(applied(slow="9 + " + "x" * 80))
    assert len(edits_of()) == left


def test_runs_that_are_recorded_age_edits_too(home, refinement):
    add(applied())
    keeping.choose(Keeping(megabytes=0))
    store().remember("k", "refinement", refinement())
    assert edits_of() == []
    assert store().count(Query()) == 1


@pytest.mark.parametrize("who", ["variable", "setting", "policy"])
def test_where_history_is_off_none_are_kept(monkeypatch, home, who):
    add(applied())
    if who == "variable":
        monkeypatch.setenv("JUPYTER_PERF_HISTORY", "off")
    elif who == "setting":
        keeping.choose(Keeping(history=False))
    else:
        monkeypatch.setattr(module, "policy", lambda: Policy(history=False))
    assert add(applied(fast="a = 1")) is None
    assert edits_of() == []
    assert store().file is None


def test_a_disk_that_cannot_be_written_degrades_to_memory(home, caplog):
    home.parent.joinpath("home").write_text("a file, not a folder")
    assert add(applied()) is not None
    assert fasts(A) == [FAST]
    assert "in memory only" in store().note
    assert len(caplog.records) == 1
    store().rename(A, B)
    assert fasts(B) == [FAST]
    assert delete() == 1
    assert edits_of() == []


def test_what_was_kept_stays_in_sight_where_the_file_is_read_only(home):
    add(applied())
    module._opened.cache_clear()
    store().shelf._database = None
    store().shelf.file = None
    add(applied(fast="a = 1"))
    add(applied(ratio=5.0))
    assert sorted(fasts()) == sorted([FAST, "a = 1"])
    assert delete() == 2
    assert fasts() == [FAST]


def test_a_file_of_the_version_before_gets_the_table(home, refinement, monkeypatch):
    before = Store(_of_version_before(home, refinement, monkeypatch))
    assert before.note == ""
    assert before.count(Query()) == 1
    add(applied())
    assert fasts() == [FAST]


def test_a_file_of_the_version_before_that_cannot_be_written_is_still_listed(
    home, refinement, monkeypatch, caplog
):
    file = _of_version_before(home, refinement, monkeypatch)

    def fail(connection):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(schema, "migrate", fail)
    old = Store(file)
    assert old.note
    monkeypatch.undo()
    assert old.count(Query()) == 1
    monkeypatch.setattr(edits, "store", lambda: old)
    assert edits_of() == []
    add(applied())
    assert fasts() == [FAST]
    assert old.count(Query()) == 1


def _of_version_before(home, refinement, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_STEPS", schema._STEPS[:2])
        patch.setattr(schema, "SCHEMA_VERSION", 2)
        patch.setattr(keeping, "prune_edits", lambda *_settings: 0)
        Store(home / "results.sqlite").remember("k", "refinement", refinement("old = 1", 2.0))
    return home / "results.sqlite"


def test_two_at_once_lose_none():
    def work(name):
        for number in range(20):
            add(applied(fast=f"{name} = {number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(edits_of(A)) == 40


def test_export_as_json_and_csv(tmp_path):
    add(applied(slow="=1 + x", steps=("join", "x"), ratio=2.5, low=2.0, high=3.0))
    add(applied(fast="š = 1", notebook=B))
    assert export(tmp_path / "all.json") == 2
    data = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [edit["fast"] for edit in data["edits"]] == ["š = 1", FAST]
    assert data["edits"][1]["steps"] == ["join", "x"]
    assert export(tmp_path / "one.CSV", A) == 1
    with (tmp_path / "one.CSV").open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row["slow"] == "'=1 + x"
    assert row["fast"] == FAST
    assert row["ratio"] == "2.5"
    assert row["steps"] == "join x"


def test_export_overwrites_nothing_unasked(tmp_path):
    file = tmp_path / "all.json"
    file.write_text("precious")
    with pytest.raises(UsageError, match="--force"):
        export(file)
    assert file.read_text() == "precious"
    assert export(file, overwrite=True) == 0
    assert json.loads(file.read_text()) == {"edits": []}
    with pytest.raises(UsageError, match=r"\.json or \.csv"):
        export(tmp_path / "all.txt")
    with pytest.raises(UsageError, match="can't be written"):
        export(tmp_path / "no such folder" / "all.csv")
    assert not os.path.exists(tmp_path / "all.txt")
