"""`jupyter perf doctor`: the same findings as `%perf doctor`, and an exit code."""

import json

import pytest

from jupyter_perf.cli import main
from jupyter_perf.magics import doctor
from jupyter_perf.magics.config import JupyterPerf
from jupyter_perf.magics.doctor_installed import Broken


@pytest.mark.parametrize(("broken", "code"), [([], 0), (["policy"], 1)])
def test_what_is_broken_is_marked(monkeypatch, capsys, broken, code):
    rows = [("Python", "3.13"), ("policy", Broken("can't be read") if broken else "none")]
    monkeypatch.setattr(doctor, "examine", lambda _defaults: rows)
    assert main(["doctor"]) == code
    out = capsys.readouterr().out
    assert "  Python  3.13\n" in out
    assert ("! policy  can't be read" in out) == bool(broken)
    assert main(["doctor", "--json"]) == code
    said = json.loads(capsys.readouterr().out)
    assert said["broken"] == broken
    assert said["findings"][0] == {"topic": "Python", "finding": "3.13"}


def test_a_projects_file_that_cant_be_read_is_broken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert doctor._project() == []
    (tmp_path / "jupyter-perf.toml").write_text("[refine]\nbudget = 'long'\n")
    ((topic, finding),) = doctor._project()
    assert topic == "settings"
    assert isinstance(finding, Broken)
    assert "budget" in finding


def test_settings_of_the_profile_count_in_a_shell_too(tmp_path, monkeypatch):
    from jupyter_perf.magics.outside import defaults_of_profile
    from jupyter_perf.records import keeping

    profile = tmp_path / "profile_default"
    profile.mkdir()
    (profile / "ipython_config.py").write_text("c.JupyterPerf.budget = 7.0\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    try:
        assert defaults_of_profile().budget == 7.0
    finally:
        JupyterPerf().rule_history()
    assert keeping.chosen().history
