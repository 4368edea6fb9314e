"""Targets of a user's own: read, added, taken away, and refused with the reason."""

from __future__ import annotations

import csv
import json
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_perf.core import project, targets
from jupyter_perf.core.measured import Measured, Probed
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target, adding, finding, own
from jupyter_perf.core.targets.catalogue import FILE, shipped
from jupyter_perf.core.targets.rows import COLUMNS, row_of_target, target_of_row
from jupyter_perf.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder; the user's is another."""
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(project, "_finder", [lambda: tmp_path])
    finding._thing.cache_clear()
    return tmp_path


MINE = Target(
    "lab-box", "Der Rechner im Büro", "AMD", "cpu", cores=32, memory_gb=128.0,
    dense_tflops={"fp32": 1.5}, usd_per_hour=0.4, price_source='"our" accounts\\',
    price_date="2026", note="läuft ", confidence="low",
)  # fmt: skip


def measured() -> Measured:
    probes = {"matmul-fp32": Probed(Range(1e-3, 1e-3, 1e-3), 1e9, "flop", (1e-3,))}
    return Measured("k", "A CPU", "Linux 6", 4.0, 8 << 30, (), probes, "2026-11-03T10:00:00+00:00")


def test_a_row_of_ones_own_is_found_listed_and_taken_away():
    file = adding.add(MINE)
    assert file == own.user_file()
    found = targets.get("Lab Box")
    assert (found.title, found.price_source, found.usd_per_hour) == (
        MINE.title, MINE.price_source, 0.4)  # fmt: skip
    assert "added by hand on 20" in found.source
    assert "lab-box" in targets.names()
    assert targets.table()[-1].name == "lab-box"
    assert adding.remove("lab-box") == file
    with pytest.raises(UsageError, match="no target named"):
        targets.get("lab-box")
    with pytest.raises(UsageError, match="no target of your own"):
        adding.remove("lab-box")
    with pytest.raises(UsageError, match="shipped"):
        adding.remove("h100")


def test_adding_again_replaces_and_prices_are_dated():
    adding.add(Target("a", "A", usd_per_hour=1.0))
    adding.add(Target("b", "B"))
    adding.add(Target("a", "A again", usd_per_hour=2.0))
    assert [targets.get(name).title for name in ("a", "b")] == ["A again", "B"]
    assert targets.get("a").price_date.startswith("20")
    assert targets.get("a").price_source == "added by hand"


def test_the_projects_file_is_only_added_to(folder):
    file = folder / "jupyter-perf.toml"
    before = "# mine\r\n[refine]\r\nbudget = 5\r\n"
    file.write_bytes(before.encode())
    adding.add(MINE, project=folder)
    assert (
        file.read_bytes().decode().replace("\r\n", "\n").startswith("# mine\n[refine]\nbudget = 5")
    )
    assert tomllib.loads(file.read_text())["refine"] == {"budget": 5}
    assert targets.get("lab-box").cores == 32
    with pytest.raises(UsageError, match="change it there"):
        adding.add(MINE, project=folder)
    with pytest.raises(UsageError, match="take it out there"):
        adding.remove("lab-box")


def test_the_project_wins_over_the_user_and_what_is_shipped_over_both(folder):
    adding.add(Target("box", "The user's"))
    adding.add(Target("box", "The project's"), project=folder)
    assert targets.get("box").title == "The project's"
    (folder / "jupyter-perf.toml").write_text('[targets.h100]\ntitle = "not that one"\n')
    assert targets.get("h100").title == "H100 80 GB SXM"
    assert "shipped" in targets.disabled()["h100"]
    assert targets.get("box").title == "The user's"
    assert [target.name for target in targets.table()].count("h100") == 1


@pytest.mark.parametrize("name", ["h100", "here", "H100", "a b!", "", "ä", "x" * 61, "-a", "../x"])
def test_names_that_are_taken_or_none_are_refused(name):
    with pytest.raises(UsageError, match=r"shipped|is no name"):
        adding.add(target_of_row({"name": name}))
    with pytest.raises(UsageError, match=r"shipped|is no name"):
        adding.add_machine(measured(), name)
    assert not own.user_file().exists()
    assert not own.machines_folder().exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"fp16": "300"}, "did you mean `fp16_tflops`"),
        ({"memory": "8"}, "did you mean `memory_gb`"),
        ({"memory_gb": "much"}, "`memory_gb` must be a number, not 'much'"),
        ({"memory_gb": True}, "must be a number"),
        ({"memory_gb": "0"}, "above 0"),
        ({"memory_gb": "nan"}, "above 0"),
        ({"cores": "1.5"}, "whole number"),
        ({"cores": "nan"}, "whole number"),
        ({"cores": "inf"}, "whole number"),
        ({"kind": "toaster"}, "`kind` must be one of cpu, gpu, accelerator"),
        ({"confidence": "sure"}, "`confidence` must be one of high, medium, low"),
        ({"price_date": "yesterday"}, "a year, month or day"),
        ({"source_url": "javascript:alert(1)"}, "an address"),
        ({"title": "two\nlines"}, "a line of text"),
        ({"title": "x" * 501}, "a line of text"),
        ({"title": ["x"]}, "a line of text"),
        ({"fp32_tflops": "-1"}, "above 0"),
    ],
)
def test_figures_that_make_no_sense_are_refused_with_what_would(row, said):
    with pytest.raises(UsageError, match=said):
        target_of_row({"name": "mine", **row})


@pytest.mark.parametrize("target", shipped(), ids=lambda target: target.name)
def test_rows_go_back_and_forth(target):
    assert target_of_row(row_of_target(target)) == target


lines = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=50)


@given(title=lines, note=lines, cores=st.integers(1, 10**6), price=st.floats(1e-6, 1e6))
def test_any_text_and_number_survives_the_file(title, note, cores, price):
    mine = target_of_row(
        {"name": "mine", "title": title, "note": note, "cores": cores, "usd_per_hour": price}
    )
    adding.add(mine)
    own._parsed.clear()
    found = own.found()[0]["mine"].target
    assert (found.title, found.note, found.cores, found.usd_per_hour) == (
        mine.title, mine.note, cores, price)  # fmt: skip


FORMS = {
    "rows.csv": "name,title,cores,kind\nbox-a,Kiste,4,cpu\nbox-b,,,\n",
    "bom.csv": "\ufeffname,title,cores,kind\r\nbox-a,Kiste,4,cpu\r\nbox-b,,,\r\n",
    "rows.json": '[{"name": "box-a", "title": "Kiste", "cores": 4, "kind": "cpu"},'
    ' {"name": "box-b"}]',
    "all.json": '{"targets": [{"name": "box-a", "title": "Kiste", "cores": 4, "kind": "cpu"},'
    ' {"name": "box-b"}]}',
    "rows.toml": '[targets.box-a]\ntitle = "Kiste"\ncores = 4\nkind = "cpu"\n[targets.box-b]\n',
}


@pytest.mark.parametrize("name", FORMS)
def test_files_of_each_form_are_read(folder, name):
    (folder / name).write_text(FORMS[name], encoding="utf-8", newline="")
    found = adding.read_file(folder / name)
    assert isinstance(found, list)
    assert [each.name for each in found] == ["box-a", "box-b"]
    assert (found[0].title, found[0].cores, found[0].kind) == ("Kiste", 4, "cpu")


def test_the_catalogue_itself_is_such_a_file():
    assert adding.read_file(FILE) == list(shipped())
    with FILE.open(newline="") as rows:
        assert set(next(csv.reader(rows))) <= set(COLUMNS)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "0 rows"),
        ("a.csv", "name\na,b,c\n", "more columns"),
        ("a.json", "{", "can't be understood"),
        ("a.json", "[1]", "can't be understood"),
        ("a.json", "[" * 100_000, "can't be understood"),
        ("a.json", '{"is": "Measured"}', "can't be understood"),
        ("a.toml", "[refine]", "0 rows"),
        ("a.toml", "[[targets]]\nname = 'x'", "can't be understood"),
        ("a.toml", "targets = 3", "can't be understood"),
        ("a.toml", "[targets]\na = 3", "can't be understood"),
        ("a.txt", "name=1", r"must end in \.csv"),
        ("a.csv", "x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_files_that_hold_something_else_are_refused(folder, name, text, said):
    (folder / name).write_text(text)
    with pytest.raises(UsageError, match=said):
        adding.read_file(folder / name)


def test_a_file_that_isnt_there_or_isnt_text_is_refused(folder):
    with pytest.raises(UsageError, match="can't be read"):
        adding.read_file(folder / "none.csv")
    (folder / "b.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="can't be read"):
        adding.read_file(folder / "b.csv")


def test_of_several_rows_all_are_added_or_none():
    rows = [Target("one", "One"), Target("h100", "Two")]
    with pytest.raises(UsageError, match="shipped"):
        adding.check(rows)
    with pytest.raises(UsageError, match="two of the rows"):
        adding.check([rows[0], rows[0]])


def test_a_machine_measured_elsewhere_is_a_target(folder):
    (folder / "lab.json").write_text(measured().to_json())
    held = adding.read_file(folder / "lab.json")
    assert isinstance(held, Measured)
    adding.add_machine(held, "Lab")
    found = targets.get("lab")
    assert (found.title, found.dense_tflops["fp32"]) == ("A CPU", 1.0)
    assert "measured on 2026-11-03" in found.source
    assert targets.measured("LAB") == held
    assert targets.measured("h100") is None
    assert targets.measured("nothing") is None
    adding.remove("lab")
    assert targets.measured("lab") is None


@pytest.mark.parametrize(
    "text", ["[targets", "targets = 1", "[targets.x]\nmemory_gb = 'a'", "\x00"]
)
def test_a_file_edited_into_nonsense_is_left_out_and_named(folder, text):
    (folder / "jupyter-perf.toml").write_text(text)
    adding.add(MINE)
    assert targets.get("lab-box").cores == 32
    assert "jupyter-perf.toml" in " ".join(targets.disabled().values())


def test_nothing_is_added_to_a_project_file_that_cant_be_understood(folder):
    (folder / "jupyter-perf.toml").write_text("[targets")
    with pytest.raises(UsageError, match="can't be understood"):
        adding.add(MINE, project=folder)
    assert (folder / "jupyter-perf.toml").read_text() == "[targets"


def test_one_wrong_row_takes_no_other_with_it(folder):
    (folder / "jupyter-perf.toml").write_text(
        '[targets.good]\ntitle = "Good"\n[targets.bad]\nwatts = 3\n[targets."Höß"]\n'
    )
    assert targets.get("good").title == "Good"
    wrong = targets.disabled()
    assert "no figure `watts`" in wrong["bad"]
    assert "is no name" in wrong["Höß"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_where_nothing_can_be_written_it_is_said(folder, monkeypatch):
    (folder / "file").write_text("")
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(folder / "file"))
    with pytest.raises(UsageError, match="can't be"):
        adding.add(MINE)
    with pytest.raises(UsageError, match="can't be written"):
        adding.add_machine(measured(), "lab")
    assert targets.get("h100")


def test_here_has_peaks_once_it_is_measured(monkeypatch):
    from jupyter_perf.core import measurements

    assert targets.get("here").dense_tflops == {}
    monkeypatch.setattr(measurements, "latest", measured)
    here = targets.get("here")
    assert here.dense_tflops == {"fp32": 1.0}
    assert "measured on 2026-11-03" in here.source
    assert here.memory_gb != 8.6, "memory is this machine's"
    assert json.dumps(here.to_json())
