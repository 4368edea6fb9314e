"""Parameters, cache and operations against what is published of the models."""

import published_models as published
import pytest

from jupyter_perf.estimation.models import llm
from jupyter_perf.estimation.models.llm.footprint import kv_bytes


@pytest.mark.parametrize("name", published.TOTALS)
def test_parameters_are_exactly_as_published(name):
    each = published.TOTALS[name]
    assert llm.read(each.config).parameters == each.parameters, each.source


@pytest.mark.parametrize("name", published.MEGATRON)
def test_parameters_of_megatron(name):
    config, parameters = published.MEGATRON[name]
    assert llm.read(config).parameters == pytest.approx(parameters, rel=0.002, abs=0.05e9)


@pytest.mark.parametrize(
    ("config", "active"),
    [
        # "Mixtral of Experts", 2024, abstract.
        (published.MIXTRAL, 13e9),
        # "DeepSeek-V2", 2024, and "DeepSeek-V3", 2024, abstracts.
        (published.DEEPSEEK_V2, 21e9),
        (published.DEEPSEEK_V3, 37e9),
        # Its page on the Hub: 3.3 billion are activated.
        (published.QWEN_3_30B, 3.3e9),
    ],
)
def test_experts_that_a_token_meets(config, active):
    model = llm.read(config)
    assert model.active_parameters == pytest.approx(active, rel=0.025)
    assert model.parameters > 3 * model.active_parameters


@pytest.mark.parametrize("name", published.CACHE_BYTES)
def test_cache_of_a_token(name):
    config, expected = published.CACHE_BYTES[name]
    assert kv_bytes(llm.read(config), llm.Serving(), 1) == expected


@pytest.mark.parametrize("name", published.GPT_3)
def test_training_operations_of_gpt_3(name):
    config, published_flops = published.GPT_3[name]
    model = llm.read(config)
    found = 6 * model.parameters * 300e9
    assert found == pytest.approx(published_flops, rel=0.01)
    # The exact count has attention too, and no positions: little of it beside large models.
    exact = llm.training_flops(model, 300e9, 2048)
    assert 0.97 * found < exact < 1.25 * found


@pytest.mark.parametrize(
    ("name", "off"), [("DeepSeek V2", 0.01), ("DeepSeek V3", 0.01), ("Llama 3.1 405B", 0.015)]
)
def test_training_operations_of_a_token(name, off):
    config, gflops = published.PER_TOKEN[name]
    found = llm.training_flops(llm.read(config), 1, 4096)
    assert found == pytest.approx(gflops * 1e9, rel=off)


def test_training_operations_of_llama_3():
    # "The Llama 3 Herd of Models", 2024, section 3.2: 3.8e25 for 15.6 trillion tokens.
    model = llm.read(published.LLAMA_3_405B)
    assert 6 * model.active_parameters * 15.6e12 == pytest.approx(3.8e25, rel=0.01)


@pytest.mark.parametrize("name", published.MEGATRON)
def test_operations_of_a_step_by_the_closed_form(name):
    # Narayanan et al., 2021, equation 3: F = 96·B·s·l·h²·(1 + s/6h + V/16lh), all activations
    # computed again and the mask not made use of.
    model = llm.read(published.MEGATRON[name][0])
    layers, hidden, sequence, words = model.layers, model.hidden, 2048, model.vocabulary
    whole = 1 + sequence / (6 * hidden) + words / (16 * layers * hidden)
    expected = 96 * sequence * layers * hidden**2 * whole
    found = llm.training_flops(model, sequence, sequence, recompute=True, halved=False)
    assert found == pytest.approx(expected, rel=1e-9)


def test_a_head_in_common_is_counted_once():
    tied = llm.read({**published.LLAMA_3_8B, "tie_word_embeddings": True})
    apart = llm.read(published.LLAMA_3_8B)
    assert apart.parameters - tied.parameters == 128256 * 4096
    assert llm.forward_flops(tied, 10) == llm.forward_flops(apart, 10)


def test_layer_types_say_which_layers_have_windows():
    kinds = ["full_attention"] * 25 + ["sliding_attention"]
    named = llm.read({**published.GEMMA_3_1B, "layer_types": kinds})
    assert [block.count for block in named.blocks if block.attention.window is None] == [25]
    usual = llm.read(published.GEMMA_3_1B)
    assert [block.count for block in usual.blocks if block.attention.window is None] == [4]
    assert named.parameters == usual.parameters


@pytest.mark.parametrize("name", published.FORWARD)
def test_operations_of_a_pass_as_counted_by_running_it(name):
    config, giga = published.FORWARD[name]
    model = llm.read(config)
    found = llm.forward_flops(model, 128, halved=False) / 2
    if "left out" in name:
        found -= 128 * model.head_weights
    assert found == pytest.approx(giga * 1e9, rel=0.004)
