import hashlib
import json
import subprocess
import sys
import threading

import pytest

from jupyter_perf.core.policy import Policy
from jupyter_perf.records import keeping
from jupyter_perf.records import store as module
from jupyter_perf.records.database import FileDatabase
from jupyter_perf.records.keeping import Keeping
from jupyter_perf.records.store import About, Query, Store


def test_what_is_remembered_is_recalled(file):
    store = Store(file)
    assert store.recall("k") is None
    store.remember("k", "refinement", '{"a": 1}')
    run = store.remember("k", "refinement", '{"a": 2}')
    found = store.recall("k")
    assert found.json == '{"a": 2}'
    assert found.created.endswith("+00:00")
    assert found.id == run
    assert Store(file).recall("k") == found
    assert store.note == ""


def test_a_record_says_all_that_is_known(store, refinement):
    about = About("a/b.ipynb", "cell-1", {"budget": 30}, tokens=120, usd=0.002)
    text = refinement("# why\n\ntotal = 0\n", ratio=10.0, raw=[0.1, 0.2])
    run = store.remember(None, "refinement", text, about)
    (summary,) = store.summaries(Query())
    assert summary == {
        "id": run, "created": summary["created"], "kind": "refinement",
        "notebook": "a/b.ipynb", "cell": "cell-1", "title": "total = 0",
        "source_sha256": hashlib.sha256(b"# why\n\ntotal = 0").hexdigest(),
        "outcome": "faster", "ratio": 10.0, "low": 9.0, "high": 11.0, "seconds": 1.5,
        "tokens": 120, "usd": 0.002, "options": {"budget": 30}, "version": "0.1",
        "predicted": None, "predicted_low": None, "predicted_high": None, "actual": None,
    }  # fmt: skip
    whole = store.get(run)
    assert {key: whole[key] for key in summary} == summary
    assert whole["source"] == "# why\n\ntotal = 0\n"
    assert whole["result"] == json.loads(text)
    assert "cores" in whole["machine"]
    assert whole["versions"]["python"] == "3.11.7"
    assert whole["masked"] is False
    assert store.get("unknown") is None


def test_a_record_is_json_for_browsers_and_recalled_as_it_was(store, refinement):
    text = refinement(raw=[float("inf"), float("nan")])
    run = store.remember("k", "refinement", text)
    assert store.get(run)["result"]["raw"] == [None, None]
    assert store.recall("k").json == text


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, "nothing faster"),
        ({"reason": "writes a file"}, "can't be verified"),
        ({"stopped": "by you"}, "stopped"),
        ({"verdicts": [{"timing": {"decision": "inconclusive"}}, {}]}, "inconclusive"),
        ({"verdicts": None, "best": [], "searched_seconds": "x"}, "nothing faster"),
    ],
)
def test_the_outcome_in_a_word(store, refinement, more, outcome):
    store.remember(None, "refinement", refinement(**more))
    assert store.summaries(Query())[0]["outcome"] == outcome


def test_the_hash_is_that_of_the_cells_text_as_it_was(store, refinement):
    source = "password = 'hunter2'\nx = 'ä'"
    store.remember(None, "refinement", refinement(source))
    (summary,) = store.summaries(Query())
    assert summary["source_sha256"] == hashlib.sha256(source.encode()).hexdigest()


def test_secrets_are_not_on_disk_and_come_back_with_the_source(file, refinement):
    source = "con = connect(password='hunter2 \"x'[:7])\npassword = 'tr0ub4\\\\dor'"
    text = refinement(source, ratio=3.0)
    store = Store(file)
    run = store.remember(
        "k", "refinement", text, About(options={"password": "password='letmein1'"})
    )
    assert run
    on_disk = b"".join(part.read_bytes() for part in file.parent.iterdir())
    record = json.dumps(store.get(run))
    for secret in ("tr0ub4", "letmein1"):
        assert secret not in record
        assert secret.encode() not in on_disk
    assert store.get(run)["masked"] is True
    assert store.recall("k") is None
    assert store.recall("k", "another source") is None
    assert json.loads(store.recall("k", source).json) == json.loads(text)


def test_a_result_with_secrets_is_recalled_by_its_source(store, refinement):
    source = "password = 'tr0ub4dor'\nx = f(password)"
    text = refinement(source, ratio=3.0)
    store.remember("k", "refinement", text)
    assert json.loads(store.recall("k", source).json) == json.loads(text)


def test_a_secret_that_only_a_candidate_holds_keeps_the_result_from_being_recalled(
    store, refinement
):
    text = refinement("x = f()", verdicts=[{"candidate": {"code": "password = 'tr0ub4dor'"}}])
    run = store.remember("k", "refinement", text)
    assert "tr0ub4dor" not in json.dumps(store.get(run))
    assert store.recall("k", "x = f()") is None


def test_two_processes_and_threads_begin_and_write_at_once(file):
    code = (
        "import sys; from pathlib import Path; from jupyter_perf.records.store import Store\n"
        "s = Store(Path(sys.argv[1]))\n"
        "for i in range(30): assert s.remember(f'{sys.argv[2]}-{i}', 'x', '1')\n"
        "assert s.note == '', s.note"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in ("a", "b")
    ]
    store = Store(file)
    threads = [
        threading.Thread(
            target=lambda n=n: [store.remember(f"{n}-{i}", "x", "1") for i in range(9)]
        )
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(timeout=60) for other in others] == [0, 0]
    assert store.count(Query()) == 2 * 30 + 3 * 9
    assert store.note == ""


def test_deleted_runs_are_gone_from_everything(store, file, refinement):
    runs = [store.remember(f"k{n}", "refinement", refinement(f"unusual{n} = 1")) for n in range(4)]
    assert store.delete([*runs[:3], "unknown"]) == 3
    assert store.delete(runs[:1]) == 0
    assert store.count(Query(search="unusual")) == 1
    assert store.count(Query(search="unusual1")) == 0
    assert store.recall("k0") is None
    assert store.get(runs[0]) is None
    with FileDatabase(file).transaction() as connection:
        for table in ("texts", "documents"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_whole_records_come_some_at_a_time(store, refinement, monkeypatch):
    monkeypatch.setattr(module, "_PAGE", 2)
    for number in range(5):
        store.remember(None, "refinement", refinement(f"x = {number}"))
    pages = list(store.each(Query(order="asc")))
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [each["source"] for page in pages for each in page] == [f"x = {n}" for n in range(5)]


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        (Keeping(runs=3), 3),
        (Keeping(megabytes=0.0), 1),
        (Keeping(days=-1.0), 1),
        (Keeping(), 20),
        (Keeping(days=float("inf"), runs=2**70, megabytes=float("inf")), 20),
    ],
)
def test_old_runs_make_room(file, refinement, limits, left):
    store = Store(file)
    for number in range(20):
        store.remember(str(number), "refinement", refinement(f"x = {number}"))
    keeping.choose(limits)
    with FileDatabase(file).transaction(write=True) as connection:
        assert keeping.prune(connection, keeping.chosen()) == 20 - left
    assert store.count(Query()) == left
    assert store.recall("19") is not None


def test_pruning_goes_on_while_runs_are_written(file, refinement, monkeypatch):
    monkeypatch.setattr(module, "_RUNS_BETWEEN_PRUNINGS", 5)
    keeping.choose(Keeping(runs=3))
    store = Store(file)
    for number in range(11):
        store.remember(str(number), "refinement", refinement(f"x = {number}"))
    assert store.count(Query()) == 3


def test_the_place(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    assert module.data_folder() == tmp_path
    monkeypatch.delenv("JUPYTER_PERF_HOME")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert module.data_folder() == tmp_path / "data" / "jupyter-perf"


@pytest.mark.parametrize("who", ["policy", "setting", "environment"])
def test_where_history_is_off_nothing_is_on_disk(monkeypatch, tmp_path, who):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    if who == "policy":
        monkeypatch.setattr(module, "policy", lambda: Policy(history=False))
    elif who == "setting":
        keeping.choose(Keeping(history=False))
    else:
        monkeypatch.setenv("JUPYTER_PERF_HISTORY", "off")
    module._opened.cache_clear()
    store = module.store()
    module._opened.cache_clear()
    assert store.remember("k", "x", "1") is None
    assert store.recall("k").json == "1"
    assert list(tmp_path.iterdir()) == []
    said = {"policy": "policy.toml", "setting": "JupyterPerf.history", "environment": "HISTORY"}
    assert said[who] in store.note


def test_a_cell_full_of_data_is_kept_whole_and_searched_in_part(store, refinement):
    source = f"first = 1\ndata = '{'abcdefgh ' * 30_000}'\nlast = 2"
    run = store.remember("k", "refinement", refinement(source))
    assert store.get(run)["source"] == source
    assert json.loads(store.recall("k").json)["source"] == source
    assert (
        store.summaries(Query())[0]["source_sha256"] == hashlib.sha256(source.encode()).hexdigest()
    )
    assert store.count(Query(search="first")) == 1
    assert store.count(Query(search="last = 2")) == 0
