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


def test_a_project_chooses_a_model_and_how_it_works(project):
    settings = project_settings(
        project("[refine]\nmodel = 'qwen2.5-coder:7b'\nrounds = 2\nstrategy = 'explore'")
    )
    mine = JupyterPerf(config=Config({"JupyterPerf": {"samples": 2, "base_url": "http://h"}}))
    assert mine.setting("model", settings) == "qwen2.5-coder:7b"
    assert mine.setting("rounds", settings) == 2
    assert mine.setting("samples", settings) == 2
    assert mine.setting("strategy", settings) == "explore"
    assert mine.setting("base_url", settings) == "http://h"
    mine.model = "other"
    assert mine.setting("model", settings) == "other"


def test_what_models_cost_and_see_by_default():
    plain = JupyterPerf()
    names = ("model", "base_url", "api_key_env", "api", "rounds", "samples", "max_usd")
    assert [plain.setting(name, {}) for name in names] == [None, None, None, "auto", 3, 4, 1.0]
    assert plain.setting("max_tokens", {}) == 200_000
    names = ("share_values", "share_edits", "concise", "context_tokens", "prompts_folder")
    assert [plain.setting(name, {}) for name in names] == [False, False, False, None, None]
    assert plain.setting("strategy", {}) == "rewrite"


def test_a_project_spends_less_never_more(project):
    mine = JupyterPerf()
    less = project_settings(project("[refine]\nmax_usd = 0.5\nmax_tokens = 1000"))
    assert (mine.setting("max_usd", less), mine.setting("max_tokens", less)) == (0.5, 1000)
    more = project_settings(project("[refine]\nmax_usd = 100\nmax_tokens = 9000000"))
    assert (mine.setting("max_usd", more), mine.setting("max_tokens", more)) == (1.0, 200_000)
    unlimited = JupyterPerf(config=Config({"JupyterPerf": {"max_usd": None}}))
    assert unlimited.setting("max_usd", more) == 100
    mine.max_usd = 5.0
    assert mine.setting("max_usd", less) == 5.0


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
        "[refine]\nbase_url = 'https://evil.example'",
        "[refine]\napi_key_env = 'HOME'",
        "[refine]\nshare_values = true",
        "[refine]\nshare_edits = true",
        "[refine]\nprompts_folder = '/tmp'",
        "[refine]\ncontext_tokens = 9999",
        "[refine]\nmodel = 3",
        "[refine]\nrounds = 0",
        "[refine]\nsamples = 1000",
        "[refine]\nstrategy = 'luck'",
        "[refine]\nmax_usd = -1",
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
