import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from jupyter_perf.records import store as module
from jupyter_perf.records.store import SCHEMA_VERSION, Store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "results.sqlite"


def test_what_is_remembered_is_recalled(file):
    store = Store(file)
    assert store.recall("k") is None
    store.remember("k", "refinement", '{"a": 1}')
    store.remember("k", "refinement", '{"a": 2}')
    created, json = store.recall("k")
    assert json == '{"a": 2}'
    assert created.endswith("+00:00")
    assert Store(file).recall("k") == (created, json)
    assert store.note == ""


def test_the_file_is_private(file):
    Store(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_two_processes_and_threads_write_at_once(file):
    Store(file)
    code = (
        "import sys; from pathlib import Path; from jupyter_perf.records.store import Store\n"
        "s = Store(Path(sys.argv[1]))\n"
        "for i in range(30): s.remember(f'{sys.argv[2]}-{i}', 'x', 'y')\n"
        "assert s.note == '', s.note"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in ("a", "b")
    ]
    store = Store(file)
    threads = [
        threading.Thread(
            target=lambda n=n: [store.remember(f"{n}-{i}", "x", "y") for i in range(9)]
        )
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(timeout=30) for other in others] == [0, 0]
    with sqlite3.connect(file) as connection:
        count = connection.execute("SELECT count(*) FROM results").fetchone()[0]
    connection.close()
    assert count == 2 * 30 + 3 * 9


def test_a_file_that_cant_be_used_falls_back_to_memory_with_one_note(tmp_path, caplog):
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    store = Store(blocked / "results.sqlite")
    store.remember("k", "x", "j")
    assert store.recall("k")[1] == "j"
    assert "in memory only" in store.note
    assert len(caplog.records) == 1


def test_rubbish_and_later_versions_are_left_alone(tmp_path):
    rubbish = tmp_path / "rubbish.sqlite"
    rubbish.write_bytes(b"not a database" * 100)
    later = tmp_path / "later.sqlite"
    with sqlite3.connect(later) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    for file in (rubbish, later):
        before = file.read_bytes()
        store = Store(file)
        store.remember("k", "x", "j")
        assert store.recall("k")[1] == "j"
        assert str(file) in store.note
        assert file.read_bytes() == before


def test_a_file_that_vanishes_loses_nothing_that_follows(file):
    store = Store(file)
    for part in file.parent.iterdir():
        part.unlink()
    file.parent.rmdir()
    store.remember("k", "x", "j")
    assert store.recall("k")[1] == "j"


def test_old_results_make_room(file, monkeypatch):
    monkeypatch.setattr(module, "_KEPT_RESULTS", 3)
    store = Store(file)
    for number in range(5):
        store.remember(str(number), "x", "j")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM results").fetchone()[0] == 3
    connection.close()


def test_the_place(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    assert module.data_folder() == tmp_path
    monkeypatch.delenv("JUPYTER_PERF_HOME")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert module.data_folder() == tmp_path / "data" / "jupyter-perf"


def test_a_policy_against_history_keeps_nothing_on_disk(monkeypatch, tmp_path):
    from jupyter_perf.core.policy import Policy

    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.setattr(module, "policy", lambda: Policy(history=False))
    module._opened.cache_clear()
    store = module.store()
    module._opened.cache_clear()
    store.remember("k", "x", "j")
    assert store.recall("k")[1] == "j"
    assert list(tmp_path.iterdir()) == []
    assert "policy.toml" in store.note
