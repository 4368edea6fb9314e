"""What was recorded before stays in sight where the file can't be written any more."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jupyter_perf.records import database, trouble
from jupyter_perf.records.store import About, Query, Store

NOBODY = 65534
OLD = ["old one = 1", "old two = 2", "old three = 3"]


@pytest.fixture
def open_folder():
    """A folder that every user may enter, unlike the tests' own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def filled(open_folder, refinement):
    file = open_folder / "results.sqlite"
    store = Store(file)
    for number, source in enumerate(OLD):
        store.remember(source, "refinement", refinement(source, float(number + 2)), About("/a/b"))
    return file


@contextlib.contextmanager
def without_rights():
    """As somebody whom file modes hold, which the superuser isn't."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def titles(store, **filters):
    return [row["title"] for row in store.summaries(Query(**filters))]


def expect_both(store, refinement):
    """Reads and writes as ever, though nothing more goes into the file."""
    assert store.remember("new", "refinement", refinement("new one = 9", 2.5)) is None
    assert titles(store) == ["new one = 9", *reversed(OLD)]
    assert titles(store, order="asc") == [*OLD, "new one = 9"]
    assert titles(store, sort="ratio") == [OLD[2], OLD[1], "new one = 9", OLD[0]]
    assert titles(store, sort="ratio", limit=2, offset=1) == [OLD[1], "new one = 9"]
    assert titles(store, search="one") == ["new one = 9", OLD[0]]
    assert store.count(Query(limit=1)) == 4
    runs = [row["id"] for row in store.summaries(Query())]
    assert [store.get(run)["source"] for run in runs] == ["new one = 9", *reversed(OLD)]
    assert sum(len(page) for page in store.each(Query())) == 4
    assert store.recall(OLD[0]).id == runs[3]
    assert store.recall("new").id == runs[0]
    assert store.delete(runs[:2]) == 1
    assert titles(store) == list(reversed(OLD))
    assert "in memory only" in store.note


def test_a_file_and_folder_without_the_right_to_write(filled, refinement, caplog):
    filled.chmod(0o444)
    filled.parent.chmod(0o555)
    with without_rights():
        expect_both(Store(filled), refinement)
    filled.parent.chmod(0o755)
    assert len(caplog.records) == 1


def test_a_disk_that_got_full(filled, refinement, monkeypatch, caplog):
    connect = database.FileDatabase._connect

    def limited(self):
        connection = connect(self)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(database.FileDatabase, "_connect", limited)
    store = Store(filled)
    large = refinement("large = 0", verdicts=[os.urandom(50_000).hex()])
    run = store.remember("large", "refinement", large)
    assert run is None
    store.delete([store.recall("large").id])
    expect_both(store, refinement)
    assert len(caplog.records) == 1


def test_a_lock_that_is_never_given_back(filled, refinement, monkeypatch):
    monkeypatch.setattr(trouble, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(database, "_IMPATIENT_SECONDS", 0.05)
    # As on a network's file system: there, whoever writes keeps even readers out.
    monkeypatch.setattr(database.mounts, "is_local", lambda _file: False)
    Store(filled)
    holder = sqlite3.connect(filled, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        expect_both(Store(filled), refinement)
    finally:
        holder.close()


def test_runs_that_came_while_the_file_was_held_are_written_with_the_next(
    filled, refinement, monkeypatch
):
    monkeypatch.setattr(trouble, "BUSY_SECONDS", 0.05)
    store = Store(filled)
    holder = sqlite3.connect(filled, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    for name in ("held a = 1", "held b = 2", "held c = 3"):
        assert store.remember(name, "refinement", refinement(name)) is None
    assert titles(store, limit=4) == ["held c = 3", "held b = 2", "held a = 1", OLD[2]]
    store.delete([store.recall("held b = 2").id])
    holder.execute("ROLLBACK")
    holder.close()
    assert store.remember("next", "refinement", refinement("next = 4")) is not None
    expected = ["next = 4", "held c = 3", "held a = 1", *reversed(OLD)]
    assert titles(store) == expected
    assert titles(Store(filled)) == expected
    assert store.note == ""


def test_a_file_that_cant_be_read_either_hides_nothing_new(filled, refinement):
    with sqlite3.connect(filled) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    store = Store(filled)
    store.remember("k", "refinement", refinement("x = 1"))
    assert titles(store) == ["x = 1"]


@pytest.mark.slow
def test_two_kernels_that_write_a_thousand_runs_at_once_lose_none(file):
    code = (
        "import sys; from pathlib import Path; from jupyter_perf.records.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "runs = [store.remember(f'{sys.argv[2]} {n}', 'x', '1') for n in range(1000)]\n"
        "store.remember('last', 'x', '1')\n"
        "assert store.note == '', store.note"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in ("a", "b")
    ]
    assert [writer.wait(timeout=300) for writer in writers] == [0, 0]
    store = Store(file)
    assert store.count(Query()) == 2002
    assert all(store.recall(f"{name} {n}") for name in ("a", "b") for n in (0, 500, 999))
