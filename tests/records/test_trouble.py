"""What goes wrong with a file, made to go wrong for real."""

import logging
import os
import sqlite3
import stat
import types
import zlib

import psutil
import pytest

from jupyter_perf.records import database, mounts, schema, trouble
from jupyter_perf.records.database import FileDatabase
from jupyter_perf.records.store import SCHEMA_VERSION, About, Query, Store


def _journal(file):
    with sqlite3.connect(file) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    return mode


def _with_pragma(monkeypatch, pragma):
    """Every connection from now on is opened with `pragma`."""
    connect = database.FileDatabase._connect

    def limited(self):
        connection = connect(self)
        connection.execute(pragma)
        return connection

    monkeypatch.setattr(database.FileDatabase, "_connect", limited)


def test_the_file_is_private(file):
    old = os.umask(0)
    try:
        store = Store(file)
        store.remember("k", "x", "1")
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0
    file.chmod(0o644)
    Store(file).remember("k", "x", "1")
    assert {stat.S_IMODE(part.stat().st_mode) for part in file.parent.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("kind", "journal"), [("ext4", "wal"), ("nfs4", "delete"), ("fuse.sshfs", "delete")]
)
def test_the_write_ahead_log_is_for_local_disks(file, monkeypatch, kind, journal):
    disks = [
        types.SimpleNamespace(mountpoint="/", fstype="ext4"),
        types.SimpleNamespace(mountpoint=str(file.parent.parent), fstype="cifs"),
        types.SimpleNamespace(mountpoint=str(file.parent.parent), fstype=kind),
        types.SimpleNamespace(mountpoint=str(file.parent)[:-1], fstype="proc"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: disks)
    Store(file).remember("k", "x", "1")
    assert mounts.file_system_of(file) == kind
    assert _journal(file) == journal
    # Moved to another disk since.
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [])
    assert Store(file).recall("k").json == "1"
    assert _journal(file) == "delete"


def test_a_file_that_cant_be_made_falls_back_to_memory_with_one_warning(tmp_path, caplog):
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    store = Store(blocked / "results.sqlite")
    assert store.remember("k", "x", "1") is None
    assert store.recall("k").json == "1"
    assert store.count(Query()) == 1
    assert "in memory only" in store.note
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("pragma", "words"),
    [("PRAGMA query_only = ON", "readonly"), ("PRAGMA max_page_count = 1", "full")],
)
def test_a_read_only_or_full_disk_falls_back_to_memory_with_one_warning(
    file, monkeypatch, caplog, pragma, words
):
    store = Store(file)
    store.remember("old", "x", "1")
    _with_pragma(monkeypatch, pragma)
    for number in range(20):
        large = f'"{number}{os.urandom(50_000).hex()}"'
        assert store.remember(f"k{number}", "x", large) is None
    assert store.recall("k7").json.startswith('"7')
    assert words in store.note
    assert len(caplog.records) == 1
    monkeypatch.undo()
    assert Store(file).recall("old").json == "1"


def test_a_busy_file_is_waited_for_and_then_used_again(file, monkeypatch, caplog):
    monkeypatch.setattr(trouble, "BUSY_SECONDS", 0.1)
    store = Store(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.remember("k", "x", "1") is None
    assert store.recall("k").json == "1"
    other.execute("ROLLBACK")
    other.close()
    assert store.remember("k2", "x", "2") is not None
    assert store.recall("k").json == "1"
    assert store.note == ""
    assert caplog.records == []


def test_rubbish_is_set_aside_and_a_later_version_left_alone(tmp_path, caplog):
    rubbish = tmp_path / "rubbish.sqlite"
    rubbish.write_bytes(b"not a database" * 100)
    store = Store(rubbish)
    assert store.remember("k", "x", "1") is not None
    (kept,) = tmp_path.glob("rubbish.sqlite.damaged-????-??-??T*")
    assert kept.read_bytes() == b"not a database" * 100
    assert str(kept) in store.note
    later = tmp_path / "later.sqlite"
    with sqlite3.connect(later) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = later.read_bytes()
    store = Store(later)
    assert store.remember("k", "x", "1") is None
    assert "later version" in store.note
    assert later.read_bytes() == before
    assert len(caplog.records) == 2


def test_a_file_damaged_in_use_is_set_aside_once_for_all_who_use_it(file, refinement):
    first, second = Store(file), Store(file)
    for number in range(60):
        first.remember(str(number), "refinement", refinement(f"x = {number}"))
    size = file.stat().st_size
    with file.open("r+b") as handle:
        handle.seek(4096)
        handle.write(os.urandom(size - 4096))
    for part in ("-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    found = [store.remember("new", "x", "1") for store in (first, second)]
    assert all(found)
    kept = list(file.parent.glob("*.damaged-*"))
    assert len(kept) == 1
    assert kept[0].stat().st_size == size
    assert first.count(Query()) == 2
    assert trouble.set_aside(file) is None


def test_a_file_that_vanishes_loses_nothing_that_follows(file):
    store = Store(file)
    for part in file.parent.iterdir():
        part.unlink()
    file.parent.rmdir()
    store.remember("k", "x", "1")
    assert store.recall("k").json == "1"


def test_a_file_of_the_first_version_is_brought_up_to_date(file, refinement):
    file.parent.mkdir()
    with sqlite3.connect(file) as old:
        old.execute(
            "CREATE TABLE results (key TEXT PRIMARY KEY, kind TEXT NOT NULL,"
            " created TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID"
        )
        rows = [
            ("b", "refinement", "2026-02-01T00:00:00+00:00", refinement("later = 1", ratio=2.0)),
            ("a", "refinement", "2026-01-01T00:00:00+00:00", refinement("password = 'hunter2'")),
            ("c", "other", "2026-03-01T00:00:00+00:00", "no JSON"),
        ]
        old.executemany("INSERT INTO results VALUES (?, ?, ?, ?)", rows)
        old.execute("PRAGMA user_version = 1")
    old.close()
    store = Store(file)
    assert store.note == ""
    assert [row["created"][:7] for row in store.summaries(Query())] == [
        "2026-03",
        "2026-02",
        "2026-01",
    ]
    for key, _, created, text in rows:
        assert store.recall(key, "password = 'hunter2'")[:2] == (created, text)
    assert store.count(Query(search="later")) == 1
    assert b"hunter2" not in file.read_bytes()


def test_a_migration_that_fails_changes_nothing(file, monkeypatch):
    file.parent.mkdir()
    with sqlite3.connect(file) as old:
        old.execute("CREATE TABLE results (unexpected TEXT)")
        old.execute("PRAGMA user_version = 1")
    old.close()
    store = Store(file)
    assert "in memory only" in store.note
    with sqlite3.connect(file) as again:
        assert again.execute("SELECT name FROM sqlite_master").fetchall() == [("results",)]
        assert schema.version_of(again) == 1
    again.close()


def test_without_fts5_searching_finds_the_same(file, monkeypatch, refinement, caplog):
    monkeypatch.setattr(schema, "_SEARCH", "CREATE VIRTUAL TABLE search USING no_such_module(a);")
    caplog.set_level(logging.WARNING)
    store = Store(file)
    store.remember(None, "refinement", refinement("Total_price = 100%"), About("A/b c.ipynb"))
    store.remember(None, "refinement", refinement("total = price"), About("x.ipynb"))
    with FileDatabase(file).transaction() as connection:
        assert not schema.has_search(connection)
    assert store.count(Query(search="TOTAL price")) == 2
    assert store.count(Query(search="total_price")) == 1
    assert store.count(Query(search="100%")) == 1
    assert store.count(Query(search="b c.ipynb")) == 1
    assert store.note == ""


@pytest.mark.parametrize("damaged", [b"", b"no zlib", zlib.compress(b"\xff")])
def test_a_result_that_is_damaged_is_searched_anew(file, refinement, damaged):
    store = Store(file)
    run = store.remember("k", "refinement", refinement("x = 1"))
    with FileDatabase(file).transaction(write=True) as connection:
        connection.execute("UPDATE documents SET json = ?", (damaged,))
    assert store.get(run)["result"] is None
    assert store.get(run)["source"] == "x = 1"
    assert store.recall("k") is None
    assert store.note == ""
