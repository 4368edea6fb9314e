"""Published speeds of language models, beside what this package predicts of them.

Figures carry over from their sources as they stand there. `predicted` computes with the usual
efficiencies, which were set with `GPT_FAST` and `FIRST_TOKEN` in view, and with none of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import published_models as models

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.models import llm

TENSORRT = "TensorRT-LLM 0.5 and 0.6.1, docs/source/performance.md"
TENSORRT_URL = (
    "https://github.com/NVIDIA/TensorRT-LLM/blob/release/0.5.0/docs/source/performance.md"
)
GPT_FAST_URL = "https://github.com/pytorch-labs/gpt-fast (README, Benchmarks; A100 at 330 W)"
APPLE_URL = "https://github.com/ggml-org/llama.cpp/discussions/4167"
CUDA_URL = "https://github.com/ggml-org/llama.cpp/discussions/15013"

HALF = llm.Precision()
FP8 = llm.Precision(8, 8, 8)
INT8 = llm.Precision(weight_bits=8)
# A scale and a zero of 16 bits for each group of 32 weights.
INT4_G32 = llm.Precision(weight_bits=5)
# Blocks of 32 with a scale of 16 bits, embeddings too; the head has 6.56 bits.
Q8_0 = llm.Precision(weight_bits=8.5, embedding_bits=8.5)
Q4_0 = llm.Precision(weight_bits=4.5, embedding_bits=6.56)


class Row(NamedTuple):
    """One published figure and its prediction, in one unit."""

    table: str
    what: str
    unit: str
    published: float
    predicted: Range
    bound: str

    @property
    def ratio(self) -> float:
        return self.predicted.value / self.published


# model, precision, devices, tokens a second of one sequence
GPT_FAST = [
    (models.LLAMA_2_7B, "Llama 2 7B bf16", HALF, 1, 104.9),
    (models.LLAMA_2_7B, "Llama 2 7B int8", INT8, 1, 155.58),
    (models.LLAMA_2_7B, "Llama 2 7B int4", INT4_G32, 1, 196.80),
    (models.LLAMA_2_70B, "Llama 2 70B int8", INT8, 1, 19.13),
    (models.LLAMA_2_70B, "Llama 2 70B int4", INT4_G32, 1, 25.25),
    (models.LLAMA_2_7B, "Llama 2 7B bf16", HALF, 2, 168.84),
    (models.LLAMA_2_7B, "Llama 2 7B bf16", HALF, 4, 254.02),
    (models.LLAMA_2_7B, "Llama 2 7B bf16", HALF, 8, 328.43),
    (models.LLAMA_2_70B, "Llama 2 70B bf16", HALF, 2, 21.32),
    (models.LLAMA_2_70B, "Llama 2 70B bf16", HALF, 4, 38.01),
    (models.LLAMA_2_70B, "Llama 2 70B bf16", HALF, 8, 62.50),
    (models.LLAMA_2_70B, "Llama 2 70B int8", INT8, 8, 80.44),
    (models.LLAMA_2_70B, "Llama 2 70B int4", INT4_G32, 8, 90.77),
    (models.MIXTRAL, "Mixtral 8x7B bf16", HALF, 2, 96.67),
    (models.MIXTRAL, "Mixtral 8x7B bf16", HALF, 4, 155.35),
    (models.MIXTRAL, "Mixtral 8x7B bf16", HALF, 8, 227.82),
    (models.MIXTRAL, "Mixtral 8x7B int8", INT8, 1, 97.92),
    (models.MIXTRAL, "Mixtral 8x7B int8", INT8, 8, 279.35),
]
# model, target, precision, devices, prompt, milliseconds until the first token
FIRST_TOKEN = [
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 128, 7),
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 2048, 29),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 128, 7),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 2048, 36),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 4, 128, 26),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 4, 2048, 109),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 8, 128, 27),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 8, 2048, 205),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 128, 12),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 2048, 71),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 128, 14),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 2048, 73),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 1, 128, 12),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 1, 2048, 129),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 1, 128, 16),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 1, 2048, 133),
    (models.LLAMA_2_70B, "LLaMA 70B", "a100-80gb", HALF, 4, 128, 47),
    (models.LLAMA_2_70B, "LLaMA 70B", "a100-80gb", HALF, 4, 2048, 377),
    (models.FALCON_180B, "Falcon 180B", "a100-80gb", HALF, 8, 128, 61),
    (models.FALCON_180B, "Falcon 180B", "a100-80gb", HALF, 8, 2048, 509),
]
# model, target, precision, devices, batch, prompt, output, tokens a second of each device
THROUGHPUT = [
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 1024, 128, 128, 26150),
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 120, 128, 2048, 8011),
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 64, 2048, 128, 2551),
    (models.GPTJ, "GPT-J 6B", "h100", FP8, 1, 64, 2048, 2048, 3327),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 768, 128, 128, 19694),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 112, 128, 2048, 6818),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 80, 2048, 128, 2244),
    (models.LLAMA_2_7B, "LLaMA 7B", "h100", FP8, 1, 48, 2048, 2048, 2740),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 2, 1024, 128, 128, 2657),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 4, 480, 128, 2048, 1486),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 2, 96, 2048, 128, 306),
    (models.LLAMA_2_70B, "LLaMA 70B", "h100", FP8, 2, 64, 2048, 2048, 547),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 4, 1024, 128, 128, 987),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 8, 1024, 128, 2048, 724),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 4, 64, 2048, 128, 112),
    (models.FALCON_180B, "Falcon 180B", "h100", FP8, 4, 64, 2048, 2048, 264),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 64, 128, 128, 3630),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 64, 128, 2048, 1859),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 32, 2048, 128, 616),
    (models.GPTJ, "GPT-J 6B", "l40s", FP8, 1, 32, 2048, 2048, 757),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 64, 128, 128, 3240),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 64, 128, 2048, 1622),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 32, 2048, 128, 581),
    (models.LLAMA_2_7B, "LLaMA 7B", "l40s", FP8, 1, 16, 2048, 2048, 531),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 1, 512, 128, 128, 6374),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 2, 120, 128, 2048, 2192),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 1, 60, 2048, 128, 670),
    (models.GPTJ, "GPT-J 6B", "a100-80gb", HALF, 2, 64, 2048, 2048, 903),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 1, 384, 128, 128, 5586),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 1, 60, 128, 2048, 1928),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 1, 52, 2048, 128, 591),
    (models.LLAMA_2_7B, "LLaMA 7B", "a100-80gb", HALF, 2, 64, 2048, 2048, 782),
    (models.LLAMA_2_70B, "LLaMA 70B", "a100-80gb", HALF, 4, 1280, 128, 128, 670),
    (models.LLAMA_2_70B, "LLaMA 70B", "a100-80gb", HALF, 4, 240, 128, 2048, 525),
    (models.LLAMA_2_70B, "LLaMA 70B", "a100-80gb", HALF, 4, 120, 2048, 128, 79),
    (models.FALCON_180B, "Falcon 180B", "a100-80gb", HALF, 8, 1024, 128, 128, 232),
    (models.FALCON_180B, "Falcon 180B", "a100-80gb", HALF, 8, 128, 128, 2048, 180),
]
# target, bits, tokens a second in reading 512 and in writing 128; None where nothing is published
APPLE = [
    ("m1", Q8_0, 117.25, 7.91),
    ("m1", Q4_0, 117.96, 14.15),
    ("m1-max", HALF, 599.53, 23.03),
    ("m1-max", Q8_0, 537.37, 40.20),
    ("m1-max", Q4_0, 530.06, 61.19),
    ("m2", HALF, 201.34, 6.72),
    ("m2", Q8_0, 181.40, 12.21),
    ("m2", Q4_0, 179.57, 21.91),
    ("m2-ultra", HALF, 1401.85, 41.02),
    ("m2-ultra", Q8_0, 1248.59, 66.64),
    ("m2-ultra", Q4_0, 1238.48, 94.27),
    ("m3-max", HALF, None, 25.09),
    ("m3-max", Q8_0, None, 42.75),
    ("m3-max", Q4_0, None, 66.31),
    ("m4", HALF, None, 7.43),
    ("m4", Q4_0, None, 24.11),
    ("m4-max", HALF, None, 31.64),
    ("m4-max", Q4_0, None, 83.06),
]
# Weights of 4 bits and activations rounded to 8 are multiplied by kernels of llama.cpp's own, which
# the usual shares of a vendor's peak at 16 bits don't describe: reading comes out far off.
CUDA = [
    ("rtx-5090", Q4_0, 14073.41, 290.02),
    ("rtx-4090", Q4_0, 11992.70, 186.21),
    ("h100", Q4_0, 9918.34, 267.81),
    ("rtx-3090", Q4_0, 5174.69, 158.16),
    ("a100-80gb", Q4_0, 4849.53, 190.88),
]


def rows() -> Iterator[Row]:
    """All tables, predicted."""
    yield from _gpt_fast()
    yield from _first_tokens()
    yield from _throughputs()
    yield from _llama_cpp("llama.cpp on Apple silicon", APPLE)
    yield from _llama_cpp("llama.cpp on CUDA", CUDA)


def _gpt_fast() -> Iterator[Row]:
    target = targets.get("a100-80gb")
    for config, name, precision, devices, published in GPT_FAST:
        asked = llm.Serving(5, 200, 1, precision, devices)
        made = llm.generate(llm.read(config), target, asked)
        what = f"{name} on {devices}× {target.name}"
        yield Row("gpt-fast", what, "tok/s", published, made.tokens_per_s, made.decode.bound)


def _first_tokens() -> Iterator[Row]:
    for config, name, place, precision, devices, prompt, published in FIRST_TOKEN:
        asked = llm.Serving(prompt, 1, 1, precision, devices)
        read = llm.prefill(llm.read(config), targets.get(place), asked)
        what = f"{name}, {prompt} on {devices}× {place}"
        seconds = read.seconds.scaled(1000)
        yield Row("TensorRT-LLM, first token", what, "ms", published, seconds, read.bound)


def _throughputs() -> Iterator[Row]:
    for config, name, place, precision, devices, batch, prompt, output, published in THROUGHPUT:
        asked = llm.Serving(prompt, output, batch, precision, devices)
        made = llm.generate(llm.read(config), targets.get(place), asked)
        what = f"{name}, {batch} × {prompt}/{output} on {devices}× {place}"
        # Of each device: H100's header says so; of the others, no other reading makes sense (GPT-J
        # with twice the batch on two A100 wouldn't write as little as LLaMA 7B on one).
        rate = made.tokens_per_s.scaled(1 / devices)
        yield Row("TensorRT-LLM, throughput", what, "tok/s", published, rate, made.decode.bound)


def _llama_cpp(table: str, published: list[Any]) -> Iterator[Row]:
    model = llm.read(models.LLAMA_2_7B)
    for place, precision, reading, writing in published:
        target = targets.get(place)
        what = f"Llama 2 7B at {precision.weight_bits:g} bits on {place}"
        if reading is not None:
            read = llm.prefill(model, target, llm.Serving(512, 1, 1, precision))
            rate = _rate(512, read.seconds)
            yield Row(f"{table}, reading", what, "tok/s", reading, rate, read.bound)
        step = llm.decode(model, target, llm.Serving(1, 128, 1, precision))
        yield Row(f"{table}, writing", what, "tok/s", writing, _rate(1, step.seconds), step.bound)


def _rate(tokens: int, seconds: Range) -> Range:
    return Range(tokens / seconds.value, tokens / seconds.high, tokens / seconds.low)
