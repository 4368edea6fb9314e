"""Operations counted of known architectures against the counts that are published of them.

Models are built without any weights and traced as users' are. Published are multiply-adds unless
said; a multiply-add is two operations. Only products of matrices and convolutions are compared,
because only those are in published counts, and not what attention computes again in the backward
pass, which is shown apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch_models import language, vision

from jupyter_perf.core.units import percent
from jupyter_perf.estimation.counting import OBSERVER, Counted
from jupyter_perf.tradeoff.trace import Trace, trace

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / ".bench" / "flops.json"
WITHIN = 0.01
TORCHVISION = "torchvision, `_ops` of the model's weights (https://github.com/pytorch/vision)"
CALFLOPS = "calflops (https://github.com/MrYxJ/calculate-flops.pytorch), README"
NANOGPT = "nanoGPT (https://github.com/karpathy/nanoGPT), transformer_sizing.ipynb"
DEEPSEEK = 'DeepSeek-AI, "Insights into DeepSeek-V3", 2025, table 2'
ZAREMBA = "2 · 4 · h · (i + h) for each layer and step, and the head: by the LSTM's equations"


class Case(NamedTuple):
    name: str
    make: Callable[[], torch.nn.Module]
    inputs: Callable[[], tuple[Any, ...]]
    published: float
    """Operations."""
    source: str
    train: bool = False
    note: str = ""


def image() -> tuple[Any, ...]:
    return (torch.empty(1, 3, 224, 224),)


def ids(length: int) -> Callable[[], tuple[Any, ...]]:
    return lambda: (torch.zeros(1, length, dtype=torch.long),)


def llama_405b() -> torch.nn.Module:
    return language.llama(16384, 53248, 126, 128, 8, 128256)


UNMASKED = "counted without a mask, as published"
CASES = [
    Case("AlexNet", vision.alexnet, image, 2 * 0.714e9, TORCHVISION),
    Case("VGG-16", vision.vgg16, image, 2 * 15.470e9, TORCHVISION),
    Case("ResNet-18", vision.resnet18, image, 2 * 1.814e9, TORCHVISION),
    Case("ResNet-50", vision.resnet50, image, 2 * 4.089e9, TORCHVISION),
    Case("MobileNetV2", vision.mobilenet_v2, image, 2 * 0.301e9, TORCHVISION),
    Case("SqueezeNet 1.0", vision.squeezenet, image, 2 * 0.819e9, TORCHVISION),
    Case("DenseNet-121", vision.densenet121, image, 2 * 2.834e9, TORCHVISION),
    Case("ViT-B/16", vision.VisionTransformer, image, 2 * 17.564e9, TORCHVISION),
    Case("BERT-base, 128 tokens", language.Bert, ids(128), 2 * 11.17e9, CALFLOPS),
    Case(
        "GPT-2, 1,024 tokens",
        lambda: language.gpt2(causal=False),
        ids(1024),
        291_648_307_200,
        NANOGPT,
        note=UNMASKED,
    ),
    Case(
        "GPT-2, 1,024 tokens, training",
        lambda: language.gpt2(causal=False),
        ids(1024),
        874_944_921_600,
        NANOGPT,
        train=True,
        note=UNMASKED,
    ),
    Case(
        "Llama 7B, 128 tokens",
        lambda: language.llama(causal=False),
        ids(128),
        2 * 850.00e9,
        CALFLOPS,
        note=UNMASKED,
    ),
    Case(
        "Llama 3.1 405B (GQA), 4,096 tokens, training",
        llama_405b,
        ids(4096),
        2448e9 * 4096,
        DEEPSEEK,
        train=True,
        note="with the mask made use of; how theirs counts attention isn't said",
    ),
    Case(
        "LSTM of 2 × 650, 35 steps",
        language.Recurrent,
        ids(35),
        2 * 35 * (2 * 4 * 650 * 1300 + 650 * 10000),
        ZAREMBA,
    ),
]


def main() -> int:
    rows = [row(case) for case in CASES]
    for each in rows:
        mark = "" if each["within"] else "  BEYOND 1%"
        print(
            f"{each['name']:46} {each['published'] / 1e9:13,.3f} published "
            f"{each['counted'] / 1e9:13,.3f} counted  {percent(each['error']):>6}{mark}"
            + (f"  and {each['again'] / 1e9:,.0f} again" if each["again"] else "")
            + (f"  ({each['note']})" if each["note"] else "")
        )
    met = sum(each["within"] for each in rows)
    print(f"\n{met} of {len(rows)} within 1%; sources:")
    for source in dict.fromkeys(each["source"] for each in rows):
        print(f"  {source}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"torch": torch.__version__, "rows": rows}))
    return 0


def row(case: Case) -> dict[str, Any]:
    with torch.device("meta"):
        model = case.make()
    found = trace(
        model, case.inputs(), train=case.train, optimizer="sgd", observer=OBSERVER, seconds=300
    )
    if not isinstance(found, Trace):
        raise SystemExit(f"{case.name}: {found.reason}")
    counted = Counted.from_data(found.counted)
    again = recomputed(counted)
    error = abs((counted.matrix_flops - again) / case.published - 1)
    return {
        "name": case.name,
        "published": case.published,
        "counted": counted.matrix_flops - again,
        "again": again,
        "vector": counted.vector_flops,
        "unknown": dict(counted.unknown),
        "error": error,
        "within": error <= WITHIN,
        "note": case.note,
        "source": case.source,
    }


def recomputed(counted: Counted) -> float:
    """One of five products of attention's backward pass: its scores, instead of keeping them."""
    backward = (each for each in counted.ops if "attention" in each.op and "backward" in each.op)
    return sum(each.calls * each.matrix_flops for each in backward) / 5


if __name__ == "__main__":
    sys.exit(main())
