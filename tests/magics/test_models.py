"""`%perf models`: the endpoint's models, those on this machine, and the text that asks each."""

import pytest

from jupyter_perf.core import policy as policy_module
from jupyter_perf.core.policy import Policy
from jupyter_perf.core.registry import Registry
from jupyter_perf.errors import PerfError, PolicyError, UsageError
from jupyter_perf.magics.models import models
from jupyter_perf.refinement import providers
from jupyter_perf.refinement.endpoint import local
from jupyter_perf.refinement.endpoint.local import LocalServer

LOCAL = "http://127.0.0.1:11434/v1"
HOSTILE = "<b onclick=alert(1)>`; rm -rf ~ #"


class Provider:
    """Offers what `ids` says; remembers what it was made with."""

    ids = ("gpt-5.4", "gpt-5.4-mini", "own-model")
    made = None
    closed = 0

    def __init__(self, target):
        type(self).made = target

    def models(self, seconds):
        assert seconds > 0
        if isinstance(self.ids, Exception):
            raise self.ids
        return list(self.ids)

    def close(self):
        type(self).closed += 1


@pytest.fixture(autouse=True)
def offered(monkeypatch, tmp_path):
    """The endpoint's provider, without any network; no prices or variables of who runs this."""
    fresh = type("Fresh", (Provider,), {})
    known = Registry("nothing-of-this-kind")
    known.add("openai", fresh)
    known.add("replay", fresh)
    monkeypatch.setattr(providers, "PROVIDERS", known)
    monkeypatch.setattr(local, "found", lambda: [])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    return fresh


def shown(*words, **defaults):
    bundle = models(list(words), defaults)
    assert set(bundle) == {"text/plain", "text/html"}
    return bundle["text/plain"]


def test_the_endpoints_models_with_the_text_to_use(offered):
    text = shown()
    assert text.startswith("https://api.openai.com/v1: 3 models")
    assert "%%refine --engine llm --model gpt-5.4\n" in text
    assert "gpt-5.4 (reads 272,000 tokens, $2.50, $15.00 (2026-06))" in text
    assert "  own-model\n" in text
    assert "prices.toml" in text
    assert (offered.made.base_url, offered.made.api_key_env) == ("", "OPENAI_API_KEY")
    assert offered.closed == 1


def test_another_endpoint_and_variable_are_part_of_the_text(offered):
    text = shown("--base-url", "https://models.example.org/v1/", "--api-key-env", "TEAM_KEY")
    assert (
        "--model own-model --base-url https://models.example.org/v1 --api-key-env TEAM_KEY" in text
    )
    assert offered.made.api_key_env == "TEAM_KEY"
    shown(base_url="https://set.example.org/v1", api_key_env="SET_KEY")
    assert (offered.made.base_url, offered.made.api_key_env) == (
        "https://set.example.org/v1",
        "SET_KEY",
    )


def test_prices_of_ones_own(tmp_path):
    (tmp_path / "jupyter-perf").mkdir()
    file = tmp_path / "jupyter-perf" / "prices.toml"
    file.write_text("[prices.own-model]\ninput = 0.5\noutput = 1\ncontext = 5000")
    assert "own-model (reads 5,000 tokens, $0.50, $1.00)" in shown()
    file.write_text("[prices")
    with pytest.raises(PerfError, match=r"prices\.toml"):
        shown()


def test_whose_home_it_is_stays_out_of_the_notebook(monkeypatch, tmp_path):
    assert f"`{tmp_path}/jupyter-perf/prices.toml`" in shown().replace("\n", " ")
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    bundle = models([], {})
    assert "~/.config/jupyter-perf/prices.toml" in bundle["text/plain"]
    assert str(tmp_path) not in str(bundle)


def test_servers_on_this_machine(monkeypatch, offered):
    found = [
        LocalServer("Ollama", LOCAL, ("qwen2.5-coder:7b", "replay:odd"), {"replay:odd": 4096}),
        LocalServer("LiteLLM", "http://127.0.0.1:4000/v1", (), note="it asks for a key"),
    ]
    monkeypatch.setattr(local, "found", lambda: found)
    text = shown("--local")
    assert f"Ollama, {LOCAL}: 2 models" in text
    assert f"%%refine --engine llm --model qwen2.5-coder:7b --base-url {LOCAL}" in text
    assert "qwen2.5-coder:7b (free)" in text
    assert f"--model openai:replay:odd --base-url {LOCAL}" in text
    assert "replay:odd (reads 4,096 tokens, free)" in text
    assert "it asks for a key" in text
    offered.ids = PerfError("no key: set OPENAI_API_KEY")
    text = shown("--local")
    assert "no key: set OPENAI_API_KEY" in text
    assert "qwen2.5-coder:7b" in text
    assert offered.closed == 2


def test_nobody_here():
    assert "no server of models answers" in shown("--local")


def test_what_is_wrong_is_said(offered):
    offered.ids = PerfError("no key: set OPENAI_API_KEY")
    with pytest.raises(PerfError, match="set OPENAI_API_KEY"):
        shown()
    assert offered.closed == 1


def test_long_lists_are_cut_and_searched(offered):
    offered.ids = [f"model-{number}" for number in range(500)]
    text = shown()
    assert "500 models, the first 40 shown" in text
    assert "model-499" not in text
    assert "model-499" in shown("--search", "MODEL-499")
    assert "0 models" in shown("--search", "nothing like it")


def test_hostile_ids_are_text(offered):
    offered.ids = [HOSTILE, "\x1b[31mred", "x" * 5000, "", "a'b c"]
    bundle = models([], {})
    assert "2 models" in bundle["text/plain"], "what --model would refuse isn't offered"
    assert "<b onclick" not in bundle["text/html"]
    assert "'<b onclick=alert(1)>" in bundle["text/plain"]
    assert "--model 'a'\"'\"'b c'" in bundle["text/plain"]


@pytest.mark.parametrize(
    "words",
    [["--colour"], ["sk-SECRETSECRETSECRETSECRET"], ["--api-key", "sk-SECRET"], ["--base-url"]],
)
def test_wrong_options_are_said_without_quoting_them(words):
    with pytest.raises(UsageError, match="Usage") as caught:
        shown(*words)
    assert "SECRET" not in str(caught.value)


def test_keys_are_never_arguments():
    with pytest.raises(UsageError, match="name of a variable") as caught:
        shown("--api-key-env", "sk-SECRETSECRETSECRETSECRET")
    assert "SECRET" not in str(caught.value)


def test_the_policy_holds(monkeypatch):
    only_far = Policy(base_urls=("https://models.example.org/",))
    monkeypatch.setattr(policy_module, "policy", lambda: only_far)
    with pytest.raises(PolicyError, match="base_urls"):
        shown()
    monkeypatch.setattr(local, "found", lambda: [LocalServer("Ollama", LOCAL, ("m",))])
    text = shown("--local", "--base-url", "https://models.example.org/v1")
    assert "own-model" in text
    assert f"--base-url {LOCAL}" not in text
    assert "not allowed by" in text
