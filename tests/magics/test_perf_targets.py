"""`%perf targets`: rows of one's own, from the magic to the list."""

from __future__ import annotations

import pytest

from jupyter_perf.core import project, targets
from jupyter_perf.core.measured import Measured, Probed
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import own
from jupyter_perf.errors import UsageError
from jupyter_perf.magics import targets as magic


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(magic, "notebook_folder", lambda: tmp_path)
    monkeypatch.setattr(project, "_finder", [lambda: tmp_path])
    return tmp_path


def listed():
    shown = magic.show([])
    assert isinstance(shown, dict)
    return " ".join(shown["text/plain"].split())


def test_a_row_typed_by_hand():
    words = ["lab-box", "cores=32", "memory_gb=128", "title=Rechner im Büro", "confidence=low"]
    assert magic.show(["--add", *words]).startswith("lab-box is added to ")
    text = listed()
    assert "Rechner im Büro, 32 cores" in text
    assert "low confidence" in text
    assert "added by hand on 20" in text
    assert "no longer" in magic.show(["--remove", "lab-box"])
    assert "Rechner" not in listed()


def test_into_the_projects_file(folder):
    said = magic.show(["--add", "lab-box", "cores=8", "--project"])
    assert said.endswith("jupyter-perf.toml")
    assert "[targets.lab-box]" in (folder / "jupyter-perf.toml").read_text()
    assert not own.user_file().exists()


def test_from_files(folder):
    (folder / "rows.csv").write_text("name,cores,kind\none,4,cpu\ntwo,8,cpu\n")
    assert magic.show(["--add", "rows.csv"]).startswith("one, two are added")
    probes = {"interpreter": Probed(Range(1.0, 0.9, 1.1), 1.0, "operations", (1.0,))}
    machine = Measured("k", "Another CPU", "Linux 6", 2.0, 1 << 33, (), probes, "2026-11-03")
    (folder / "Lab Box.json").write_text(machine.to_json())
    assert magic.show(["--add", "Lab Box.json"]).startswith("lab-box is added: Another CPU")
    assert magic.show(["--add", "Lab Box.json", "other"]).startswith("other is added")
    assert targets.measured("lab-box") == machine
    assert "Another CPU" in listed()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--add"], "expected at least one argument"),
        (["--add", "box"], "has no figures"),
        (["--add", "box", "cores=4", "rubbish"], "no figure: write key=value"),
        (["--add", "box", "cores=4", "cores=8"], "given twice"),
        (["--add", "box", "watts=4"], "no figure `watts`"),
        (["--add", "h100", "cores=4"], "shipped"),
        (["--add", "none.csv"], "can't be read"),
        (["--add", "none.csv", "a", "b"], "one name at most"),
        (["--add", "box", "cores=4", "--remove", "box"], "not allowed with"),
        (["--remove", "box"], "no target of your own"),
        (["--project"], "where --add writes"),
        (["--colour"], "unrecognized"),
        (["more"], "unrecognized"),
    ],
)
def test_what_makes_no_sense_is_answered_with_what_would(words, said):
    with pytest.raises(UsageError, match=said):
        magic.show(words)
    assert not own.user_file().exists()


def test_of_a_file_all_rows_are_added_or_none(folder):
    (folder / "rows.csv").write_text("name,cores,kind\none,4,cpu\nh100,8,cpu\n")
    with pytest.raises(UsageError, match="shipped"):
        magic.show(["--add", "rows.csv"])
    assert "one" not in targets.names()
