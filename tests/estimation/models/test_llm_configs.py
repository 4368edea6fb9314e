"""Where configurations come from, and what becomes of those that make no sense."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.models import llm
from jupyter_perf.estimation.models.llm import config as reading
from jupyter_perf.estimation.models.llm.reader import MOST

FAMILIES = llm.kinds()
# What transformers has no default for.
NEEDED = {"deepseek_v2": {"num_experts_per_tok": 6}}


def test_a_dictionary_a_file_and_a_folder_are_the_same(tmp_path):
    given_ = {"model_type": "mistral", "hidden_size": 2048, "_name": "mistral-é"}
    path = tmp_path / "config.json"
    # As editors elsewhere write it: a mark at the start, other line ends.
    text = json.dumps(given_, indent=1, ensure_ascii=False).replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert llm.read(given_) == llm.read(path) == llm.read(tmp_path) == llm.read(str(path))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_defaults_and_says_so(family):
    model = llm.read({"model_type": family, **NEEDED.get(family, {})})
    assert model.family == family
    assert model.parameters >= model.active_parameters > 1e7
    assert model.parameters > model.embedding_params > 0
    assert any("defaults of transformers" in said for said in model.assumptions)
    assert llm.forward_flops(model, 64) > 2 * 64 * 0.5 * model.matmul_weights


@pytest.mark.parametrize("family", FAMILIES)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_hostile_values_are_refused_or_make_a_model(family, data):
    names = [
        *("hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads"),
        *("vocab_size", "intermediate_size", "head_dim", "n_embd", "num_experts_per_tok"),
        *("tie_word_embeddings", "sliding_window", "mlp_only_layers", "architectures"),
    ]
    odd = st.one_of(
        st.integers(-(10**30), 10**30),
        st.integers(0, 64),
        st.floats(),
        st.text(max_size=5),
        st.booleans(),
        st.none(),
        st.lists(st.one_of(st.integers(-5, 5), st.text(max_size=2)), max_size=3),
    )
    changed = data.draw(st.dictionaries(st.sampled_from(names), odd, max_size=4))
    try:
        model = llm.read({"model_type": family, **NEEDED.get(family, {}), **changed})
    except UsageError:
        return
    assert model.parameters > 0
    assert model.hidden <= MOST["width"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hidden_size": -1}, "hidden_size"),
        ({"hidden_size": 0}, "hidden_size"),
        ({"hidden_size": "4096"}, "not a str"),
        ({"hidden_size": True}, "not a bool"),
        ({"hidden_size": 10**12}, "hidden_size"),
        ({"hidden_size": float("nan")}, "whole number"),
        ({"hidden_size": 4096.5}, "whole number"),
        ({"num_hidden_layers": 10**9}, "num_hidden_layers"),
        ({"num_attention_heads": 33}, "multiple"),
        ({"num_key_value_heads": 5}, "multiple"),
        ({"tie_word_embeddings": "yes"}, "true or false"),
        ({"attention_bias": 1}, "true or false"),
    ],
)
def test_what_is_wrong_is_named(wrong, said):
    with pytest.raises(UsageError, match=said):
        llm.read({"model_type": "llama", **wrong})


def test_values_do_not_stand_in_messages():
    with pytest.raises(UsageError) as caught:
        llm.read({"model_type": "llama", "hidden_size": "a secret"})
    assert "secret" not in str(caught.value)


def test_whole_floats_and_nulls_are_taken_as_libraries_write_them():
    plain = llm.read({"model_type": "llama", "hidden_size": 4096})
    assert llm.read({"model_type": "llama", "hidden_size": 4096.0}) == plain
    nulls = llm.read({"model_type": "llama", "hidden_size": 4096, "head_dim": None})
    assert nulls.parameters == plain.parameters


@pytest.mark.parametrize("kind", ["", None, 3, "mamba", "x" * 10_000])
def test_an_unknown_architecture_is_told_what_is_needed(kind):
    with pytest.raises(UsageError) as caught:
        llm.read({"model_type": kind})
    assert "llama" in str(caught.value)
    assert len(str(caught.value)) < 1000


def test_what_has_no_default_is_asked_for():
    with pytest.raises(UsageError, match="deepseek_v2 needs `num_experts_per_tok`"):
        llm.read({"model_type": "deepseek_v2"})


def test_the_text_part_of_a_model_of_images(tmp_path):
    inner = {"model_type": "gemma2"}
    model = llm.read({"model_type": "gemma_with_eyes", "text_config": inner})
    assert model.parameters == llm.read(inner).parameters
    assert any("text part" in said for said in model.assumptions)


def test_quantization_is_left_to_the_precision():
    model = llm.read({"model_type": "llama", "quantization_config": {"bits": 4}})
    assert any("quantization_config" in said for said in model.assumptions)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"model_type": "llama"'],
)
def test_files_that_hold_no_configuration(tmp_path, content):
    path = tmp_path / "config.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"config\.json"):
        llm.read(path)


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="can't read"):
        llm.read(tmp_path / "nowhere.json")
    with pytest.raises(UsageError, match="can't read"):
        llm.read(tmp_path)
    path = tmp_path / "config.json"
    path.write_text(json.dumps({"model_type": "llama"}))
    monkeypatch.setattr(reading, "MOST_BYTES", 5)
    with pytest.raises(UsageError, match="too long"):
        llm.read(path)


def test_the_configuration_stays_as_it_was():
    given_ = {"model_type": "llama", "hidden_size": 2048}
    before = dict(given_)
    llm.read(given_)
    assert given_ == before
