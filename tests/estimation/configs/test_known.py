"""Well-known configurations by name: published sizes, near names, what plug-ins add."""

import json
from importlib.metadata import EntryPoint

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import configs
from jupyter_perf.estimation.configs import known
from jupyter_perf.estimation.models import llm


@pytest.mark.parametrize("row", known.shipped(), ids=lambda row: row.name)
def test_a_row_has_as_many_parameters_as_are_published(row):
    assert row.source.startswith("https://huggingface.co/")
    assert row.name == row.name.lower()
    assert llm.read(row.config).parameters == row.parameters


def test_no_two_rows_share_a_name():
    names = [name for row in known.shipped() for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names)) > 60
    assert configs.names() == sorted(configs.names())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("llama-3.1-8b", "llama-3.1-8b"),
        ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"),
        ("Meta-Llama-3-8B", "llama-3-8b"),
        ("Llama-2-7b-chat-hf", "llama-2-7b"),
        (" Qwen2.5 7B ", "qwen2.5-7b"),
        ("google/gemma-3-4b-it", "gemma-3-4b"),
        ("deepseek-ai/DeepSeek-R1", "deepseek-v3"),
        ("bert_base_uncased", "bert-base"),
    ],
)
def test_names_are_found_as_people_write_them(said, meant):
    assert configs.find(said).name == meant


def test_an_unknown_name_gets_near_ones_and_nothing_is_downloaded():
    with pytest.raises(UsageError, match=r"did you mean .*llama-3\.1-8b") as caught:
        configs.find("llama-3.1-9b")
    assert "nothing is downloaded" in str(caught.value)
    with pytest.raises(UsageError, match="such as"):
        configs.find("é" * 5000)
    with pytest.raises(UsageError, match="no configuration named"):
        configs.find("")


def test_a_file_goes_before_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gpt2").mkdir()
    own = {"model_type": "gpt2", "n_layer": 2}
    (tmp_path / "gpt2" / "config.json").write_text(json.dumps(own))
    assert configs.locate("gpt2").model == llm.read(own)
    assert configs.locate(tmp_path / "gpt2").model == llm.read(own)


@pytest.mark.parametrize("wrong", [3, None, 4.5, ["gpt2"], b"gpt2"])
def test_what_is_no_configuration_is_said(wrong):
    with pytest.raises(UsageError, match="not a"):
        configs.locate(wrong)


@pytest.mark.parametrize("place", ["nowhere/config.json", "x\0y.json"])
def test_files_that_are_not_there(place):
    with pytest.raises(UsageError, match="no such file"):
        configs.locate(place)


@pytest.fixture
def plugin(monkeypatch):
    def install(name, thing):
        point = EntryPoint(name, "somewhere:thing", "jupyter_perf.configs")
        monkeypatch.setattr(EntryPoint, "load", lambda self: thing)
        monkeypatch.setattr(
            "importlib.metadata.entry_points",
            lambda group: [point] if group == "jupyter_perf.configs" else [],
        )
        known._plugins.cache_clear()

    yield install
    known._plugins.cache_clear()


def test_a_plug_in_adds_one(plugin):
    plugin("our-model", lambda: {"model_type": "llama", "num_hidden_layers": 2})
    assert configs.locate("Our-Model").model.layers == 2
    assert "our-model" in configs.names()


def test_a_broken_plug_in_is_named(plugin):
    def broken():
        raise RuntimeError("no luck")

    plugin("our-model", broken)
    with pytest.raises(UsageError, match="our-model: RuntimeError: no luck"):
        configs.find("our-model")
    plugin("our-model", 3)
    with pytest.raises(UsageError, match="int is no configuration"):
        configs.find("our-model")
