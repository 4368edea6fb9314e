"""Time and memory of serving: laws, and published speeds."""

import dataclasses
import statistics

import published_models as models
import published_speeds
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.models import llm
from jupyter_perf.estimation.models.llm.footprint import kv_bytes
from jupyter_perf.estimation.models.llm.passes import Pass, works

H100 = targets.get("h100")
A100 = targets.get("a100-80gb")
LLAMA_7B = llm.read(models.LLAMA_2_7B)
LLAMA_70B = llm.read(models.LLAMA_2_70B)
MIXTRAL = llm.read(models.MIXTRAL)
DEEPSEEK = llm.read(models.DEEPSEEK_V3)
SOME = [LLAMA_7B, LLAMA_70B, MIXTRAL, DEEPSEEK, llm.read(models.GEMMA_3_1B)]
FOUR_BITS = llm.Precision(weight_bits=4)
ROWS = list(published_speeds.rows())


@pytest.mark.parametrize("table", sorted({row.table for row in ROWS}))
def test_published_speeds(table):
    """Not a promise of accuracy: `make bench-llm-models` reports that. No error of units hides."""
    ratios = [row.ratio for row in ROWS if row.table == table]
    assert 0.4 < statistics.median(ratios) < 2
    assert all(0.2 < ratio < 5 for ratio in ratios)


def test_writing_is_bound_by_memory_and_reading_by_computing():
    made = llm.generate(LLAMA_7B, H100, llm.Serving(prompt=2048, output=100))
    assert (made.prefill.bound, made.decode.bound) == ("compute", "memory")
    # No device writes faster than it reads its weights.
    floor = (LLAMA_7B.parameters - LLAMA_7B.embedding_params) * 2 / 3350e9
    assert made.per_token.low > floor


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    model=st.sampled_from(SOME),
    batch=st.integers(1, 256),
    prompt=st.integers(1, 8192),
    output=st.integers(1, 512),
    devices=st.sampled_from([1, 2, 8]),
)
def test_laws_of_generation(model, batch, prompt, output, devices):
    asked = llm.Serving(prompt, output, batch, devices=devices)
    made = llm.generate(model, H100, asked)
    assert 0 < made.first_token.low < made.first_token.high
    assert made.seconds.value >= made.first_token.value
    rate = batch * output / made.seconds.value
    assert made.tokens_per_s.value == pytest.approx(rate)
    longer = llm.generate(model, H100, dataclasses.replace(asked, output=output + 1))
    assert longer.seconds.value > made.seconds.value
    wider = llm.generate(model, H100, dataclasses.replace(asked, batch=batch + 1))
    assert wider.seconds.value > made.seconds.value
    assert wider.tokens_per_s.value > 0.98 * made.tokens_per_s.value


def test_fewer_bits_are_faster_and_smaller():
    plain = llm.generate(LLAMA_7B, A100, llm.Serving())
    small = llm.generate(LLAMA_7B, A100, llm.Serving(precision=FOUR_BITS))
    assert small.per_token.high < plain.per_token.value
    weights = llm.memory(LLAMA_7B, llm.Serving(precision=FOUR_BITS)).weights
    # Embeddings and head stay at 16 bits: 2 × 131 million of 6.7 billion.
    embeddings = 2 * 32000 * 4096
    expected = (LLAMA_7B.parameters - embeddings) / 2 + 2 * embeddings
    assert weights == pytest.approx(expected, rel=1e-3)


def test_weights_of_any_bits_are_those_of_all_parameters():
    for bits in (8.0, 16.0, 32.0):
        precision = llm.Precision(weight_bits=bits, embedding_bits=bits)
        weights = llm.memory(MIXTRAL, llm.Serving(precision=precision)).weights
        assert weights == pytest.approx(MIXTRAL.parameters * bits / 8)


def test_devices_share_work_and_talk():
    one = llm.decode(LLAMA_70B, H100, llm.Serving())
    eight = llm.decode(LLAMA_70B, H100, llm.Serving(devices=8))
    assert one.seconds.value / 8 < eight.seconds.value < one.seconds.value
    slow = dataclasses.replace(H100, name="h100-in-slots")
    slots = llm.generate(LLAMA_70B, slow, llm.Serving(prompt=4096, devices=8))
    linked = llm.generate(LLAMA_70B, H100, llm.Serving(prompt=4096, devices=8))
    assert slots.first_token.value > 1.5 * linked.first_token.value
    assert any("assumed" in said for said in slots.assumptions)
    assert any("NVLink" in said for said in linked.assumptions)


def test_all_reduces_send_what_a_ring_sends():
    step = Pass(batch=2, new=3, before=0, precision=llm.Precision(), devices=4)
    sent = sum(work.link_bytes for work in works(LLAMA_7B, step) if work.name != "head")
    # Two a layer, of 6 tokens × 4,096 × 2 bytes, each sent 2·3/4 times.
    assert sent == pytest.approx(32 * 2 * 6 * 4096 * 2 * 1.5)
    alone = Pass(2, 3, 0, llm.Precision())
    assert all(work.link_bytes == 0 == work.exchanges for work in works(LLAMA_7B, alone))


def test_heads_of_keys_are_copied_where_devices_are_more():
    shared = [kv_bytes(LLAMA_70B, llm.Serving(devices=each), 1) for each in (1, 8, 16)]
    assert shared[0] == 8 * shared[1] == 8 * shared[2]
    latent = [kv_bytes(DEEPSEEK, llm.Serving(devices=each), 1) for each in (1, 8)]
    assert latent[0] == latent[1], "a compressed vector belongs to all heads"


def test_windows_limit_cache_and_scores():
    model = llm.read({"model_type": "mistral"})
    full = llm.read({"model_type": "mistral", "sliding_window": None})
    asked = llm.Serving()
    assert kv_bytes(model, asked, 100_000) == kv_bytes(full, asked, 4096)
    assert kv_bytes(model, asked, 1000) == kv_bytes(full, asked, 1000)
    far = llm.Serving(prompt=60_000)
    near = llm.decode(model, H100, far).seconds
    assert near.value < 0.8 * llm.decode(full, H100, far).seconds.value
    further = llm.decode(model, H100, llm.Serving(prompt=600_000)).seconds
    assert further.value == pytest.approx(near.value)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    new=st.integers(1, 30),
    before=st.integers(0, 30),
    window=st.one_of(st.none(), st.integers(1, 40)),
)
def test_pairs_are_those_of_the_mask(new, before, window):
    step = Pass(1, new, before, llm.Precision())
    seen = sum(min(before + each + 1, window or 10**9) for each in range(new))
    assert step.pairs(window, causal=True) == seen
    assert step.pairs(window, causal=False) == new * (new + before)


def test_experts_are_read_as_tokens_meet_them():
    experts = MIXTRAL.blocks[0].feed_forward
    assert experts.weights_read(0) == 0
    one, many = experts.weights_read(1), experts.weights_read(1000)
    assert one == pytest.approx(experts.matmul_weights)
    assert many == pytest.approx(experts.stored_weights)
    assert one < experts.weights_read(2) < many


def test_what_fits():
    whole = llm.fits(LLAMA_7B, llm.Serving(), H100)
    assert whole.fits
    assert whole.certain
    assert whole.needed.value == pytest.approx(13.5e9, rel=0.05)
    assert not llm.fits(LLAMA_70B, llm.Serving(), H100).fits
    assert llm.fits(LLAMA_70B, llm.Serving(devices=2), H100).usable_bytes == 72e9
    assert llm.fits(LLAMA_70B, llm.Serving(precision=FOUR_BITS), H100).fits
    with pytest.raises(UsageError, match="memory"):
        llm.fits(LLAMA_7B, llm.Serving(), Target("mine", "mine"))


def test_the_largest_batch_is_the_last_that_fits():
    asked = llm.Serving(prompt=1024, output=1024)
    most = llm.largest_batch(LLAMA_7B, asked, H100)
    assert 20 < most < 80
    assert llm.fits(LLAMA_7B, dataclasses.replace(asked, batch=most), H100).fits
    assert not llm.fits(LLAMA_7B, dataclasses.replace(asked, batch=most + 1), H100).fits
    assert llm.largest_batch(LLAMA_70B, asked, H100) == 0


def test_encoders_read_and_write_nothing():
    bert = llm.read({"model_type": "bert"})
    assert llm.prefill(bert, H100, llm.Serving(prompt=512)).seconds.value > 0
    assert llm.memory(bert, llm.Serving()).kv_cache == 0
    with pytest.raises(UsageError, match="writes none"):
        llm.generate(bert, H100, llm.Serving())


def test_rows_are_those_of_the_layers():
    names = [row.work.name for row in llm.prefill(DEEPSEEK, H100, llm.Serving()).rows]
    layer = ["attention projections", "attention", "feed forward"]
    assert names == ["embedding", *layer, *layer, "head"], "layers with experts and without"


def test_writing_is_timed_where_only_bandwidth_is_known():
    m4_max = targets.get("m4-max")
    assert llm.decode(LLAMA_70B, m4_max, llm.Serving(precision=FOUR_BITS)).bound == "memory"
    with pytest.raises(UsageError, match="operations a second"):
        llm.prefill(LLAMA_70B, m4_max, llm.Serving())


def test_more_than_it_was_made_for_is_said():
    made = llm.generate(LLAMA_7B, H100, llm.Serving(prompt=4000))
    assert any("2,048" in said for said in made.assumptions)
    four = llm.Serving(precision=llm.Precision(4, 4, 4))
    assert any("8 bits" in said for said in llm.generate(LLAMA_7B, H100, four).assumptions)


@pytest.mark.parametrize("wrong", [0, -1, 1.5, True, "8", None, 10**12, float("nan")])
@pytest.mark.parametrize("name", ["prompt", "output", "batch", "devices"])
def test_what_makes_no_sense_is_refused(name, wrong):
    with pytest.raises(UsageError, match=name):
        llm.Serving(**{name: wrong})


@pytest.mark.parametrize("wrong", [0, -4, "16", True, float("nan"), float("inf"), 1e9])
@pytest.mark.parametrize("name", ["weight_bits", "activation_bits", "kv_bits", "embedding_bits"])
def test_what_are_no_bits_is_refused(name, wrong):
    with pytest.raises(UsageError, match=name):
        llm.Precision(**{name: wrong})


def test_idealized_runtime_is_that_of_generation():
    ideal = llm.idealized(LLAMA_7B, H100)
    for prompt, output in ((256, 1), (1024, 64), (2048, 256)):
        made = llm.generate(LLAMA_7B, H100, llm.Serving(prompt=prompt, output=output))
        assert ideal.seconds(prompt, output).value == pytest.approx(made.seconds.value, rel=0.15)
        found = ideal.seconds(prompt, output)
        assert found.low < found.value < found.high
    smaller = llm.idealized(llm.read(models.LLAMA_3_1B), H100)
    assert smaller.seconds(1000, 100).value < ideal.seconds(1000, 100).value / 3
    with pytest.raises(UsageError):
        ideal.seconds(0, 1)


def test_training_of_llama_3_takes_about_as_long_as_it_took():
    (config, tokens, published) = models.TRAINED["Llama 3.1 405B"]
    run = llm.train(llm.read(config), tokens, H100, devices=16384, sequence=8192)
    assert published in run.device_hours
    assert run.days.value == pytest.approx(run.device_hours.value / 24 / 16384)
    assert run.usd.value == pytest.approx(6.88 * run.device_hours.value)
    assert any("MFU 0.40" in said for said in run.assumptions)
    assert run.six_nd == pytest.approx(run.flops, rel=0.05)


def test_training_of_gpt_3_at_the_stated_speed():
    # Narayanan et al., 2021, section 5.1: 34 days on 1,024 A100 at 140 TFLOP/s, activations
    # computed again; their estimate 8·T·P/(n·X) counts nothing but weights.
    model = llm.read(models.GPT_3["175B"][0])
    flops = llm.training_flops(model, 300e9, 2048, recompute=True)
    assert flops / (1024 * 140e12) / 86400 == pytest.approx(34, rel=0.04)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tokens": 0},
        {"tokens": float("nan")},
        {"tokens": float("inf")},
        {"devices": 0},
        {"mfu": Range(0.5, 0.0, 0.6)},
        {"mfu": Range(0.5, 0.4, 1.6)},
        {"sequence": -5},
        {"target": targets.get("m4")},
    ],
)
def test_training_that_makes_no_sense_is_refused(wrong):
    asked = {"model": LLAMA_7B, "tokens": 1e9, "target": H100, **wrong}
    with pytest.raises(UsageError):
        llm.train(**asked)
