import pytest
from traitlets.config import Config

from jupyter_perf.errors import UsageError
from jupyter_perf.magics.config import JupyterPerf, notebook_folder, project_settings


@pytest.fixture
def project(tmp_path):
    def write(text):
        (tmp_path / "jupyter-perf.toml").write_text(text)
        return tmp_path

    return write


def test_the_stronger_setting_wins(project):
    profile = JupyterPerf(config=Config({"JupyterPerf": {"budget": 20.0, "engine": "other"}}))
    settings = project_settings(project("[refine]\nbudget = 30\n"))
    assert profile.setting("budget", {}) == 20
    assert profile.setting("budget", settings) == 30
    assert profile.setting("engine", settings) == "other"
    profile.budget = 40.0
    assert profile.setting("budget", settings) == 40


def test_one_rule_needs_no_list(project):
    assert project_settings(project("[refine]\nskip = 'a-rule'")) == {"skip": ["a-rule"]}


def test_no_file_is_no_setting(tmp_path):
    assert project_settings(tmp_path) == {}
    assert project_settings(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    "text",
    [
        "refine = 1",
        "[refine",
        "[refine]\nbudget = 'long'",
        "[refine]\nbudget = -1",
        "[refine]\nbugdet = 1",
        "[refine]\nread = ['/']",
        "[refine]\nskip = [1]",
        "[refine]\ntop = 0",
    ],
)
def test_what_makes_no_sense_is_named(project, text):
    with pytest.raises(UsageError, match=r"jupyter-perf\.toml"):
        project_settings(project(text))


@pytest.mark.parametrize(("value", "off"), [("off", True), ("0", True), ("on", False), ("", False)])
def test_the_environment_switches_off(monkeypatch, value, off):
    monkeypatch.setenv("JUPYTER_PERF", value)
    assert JupyterPerf().is_off({}) == off


def test_switched_off_by_the_project(monkeypatch):
    monkeypatch.delenv("JUPYTER_PERF", raising=False)
    assert JupyterPerf().is_off({"enabled": False})
    assert not JupyterPerf().is_off({})


def test_the_notebooks_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert notebook_folder().resolve() == tmp_path
    (tmp_path / "deep").mkdir()
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "deep" / "n.ipynb"))
    assert notebook_folder() == tmp_path / "deep"
    monkeypatch.setenv("JPY_SESSION_NAME", "relative/n.ipynb")
    assert notebook_folder().resolve() == tmp_path
    (tmp_path / "deep").rename(tmp_path / "gone")
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert project_settings(notebook_folder()) == {}
