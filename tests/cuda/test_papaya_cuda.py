"""Traced peaks against what steps really reserve on a CUDA device.

Skipped without one, with the reason. With one, the figures go to .bench/papaya-cuda.json with the
device and the versions, to be kept in the docs. Run alone, on a device that nothing else uses:

    pytest -rs tests/cuda
"""

from __future__ import annotations

import gc
import json
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
if not torch.cuda.is_available():
    pytest.skip("no CUDA device: peaks stay not validated on CUDA", allow_module_level=True)

from jupyter_perf.core.ranges import Range  # noqa: E402
from jupyter_perf.core.step_memory import around  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, applied  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402
from jupyter_perf.tradeoff.trace import Trace, Variant, traces  # noqa: E402

TESTS = Path(__file__).resolve().parents[1]
RESULT = TESTS.parent / ".bench" / "papaya-cuda.json"
STEPS = 3
"""That are done before the peak is read: from the second on they are alike."""
BATCHES = (4, 16, 48)
METHODS_TRIED = ("none", "bf16", "checkpoint-blocks", "checkpoint-blocks+bf16", "fused")
"""`fused` is the plain step with AdamW's fused kernel, by an optimizer that is made before."""
LEAST_INSIDE = 0.95
MOST_ERROR = 0.05
Made = tuple[Any, Callable[[int], tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def an_empty_device() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], Made]]:
    """Of sizes for which a device's own granularity is small."""
    monkeypatch.syspath_prepend(str(TESTS / "bench"))
    from roofline_models import images, perceptron
    from torch_models import language, vision

    def ids(batch: int) -> tuple[Any, ...]:
        return (torch.randint(0, 8000, (batch, 256)),)

    def picture(batch: int) -> tuple[Any, ...]:
        return images(batch, 112)

    return {
        "MLP": lambda: (perceptron(), lambda n: (torch.randn(64 * n, 784),)),
        "ResNet-50": lambda: (vision.resnet50(), picture),
        "ViT": lambda: (vision.VisionTransformer(112, 16, 384, 12, 6), picture),
        "BERT": lambda: (language.Bert(512, 8, 8, 8000), ids),
        "GPT-2": lambda: (language.gpt2(512, 8, 8, 8000), ids),
        "Llama, GQA": lambda: (language.llama(512, 1376, 8, 8, 2, 8000), ids),
        "Llama, LoRA": lambda: (with_lora(language.llama(512, 1376, 8, 8, 2, 8000)), ids),
        "LSTM": lambda: (language.Recurrent(8000, 512), ids),
    }


def with_lora(model: Any) -> Any:
    return applied("lora", Making(model)).model


def forget() -> None:
    """What the caching allocator and the libraries hold from before."""
    gc.collect()
    torch._C._cuda_clearCublasWorkspaces()
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()


def fused(parameters: Any) -> Any:
    return torch.optim.AdamW(parameters, lr=1e-4, fused=True)


def making_of(model: Any, inputs: tuple[Any, ...], method: str) -> Making:
    if method == "fused":
        trained = [each for each in model.parameters() if each.requires_grad]
        return Making(model, inputs, optimizer=fused(trained))
    return applied(method, Making(model, inputs))


def predicted(model: Any, inputs: tuple[Any, ...], method: str) -> Range:
    """What the allocator reserves, by the trace; the context is apart."""
    plain = method == "fused"
    optimizer = making_of(model, inputs, method).optimizer if plain else "adamw"
    variant = Variant(methods="none" if plain else method, foreach=not plain)
    (found,) = traces(model, inputs, [variant], train=True, optimizer=optimizer)
    assert isinstance(found, Trace), found
    return around(float(found.peak_bytes), float(found.rounded_peak_bytes), "gpu")


def reserved(model: Any, inputs: tuple[Any, ...], method: str) -> int:
    """By the allocator's own account, after some real steps."""
    forget()
    model = model.cuda().train()
    stepper = Stepper(making_of(model, tuple(each.cuda() for each in inputs), method))
    for _ in range(STEPS):
        stepper.step()
    torch.cuda.synchronize()
    stepper.close()
    return int(torch.cuda.max_memory_reserved())


def unfit(model: Any, inputs: tuple[Any, ...], method: str) -> str:
    making = Making(model, inputs)
    names = [each for each in method.split("+") if each in METHODS]
    return next((why for each in names if (why := METHODS.get(each).unfit(making))), "")


@pytest.mark.slow
def test_the_upper_bound_is_one_and_the_value_is_near(
    models: dict[str, Callable[[], Made]],
) -> None:
    rows = []
    for name, build in models.items():
        for method in METHODS_TRIED:
            for batch in BATCHES:
                torch.manual_seed(0)
                model, inputs_of = build()
                inputs = inputs_of(batch)
                if unfit(model, inputs, method):
                    continue
                guess = predicted(model.train(), inputs, method)
                rows.append(
                    row(f"{name}, {method}, {batch}", guess, reserved(model, inputs, method))
                )
                del model
    written(rows)
    judge(rows)


@pytest.mark.slow
def test_a_loop_of_accelerate() -> None:
    accelerate = pytest.importorskip("accelerate")
    model = torch.nn.Sequential(*(torch.nn.Linear(2048, 2048) for _ in range(8)))
    inputs = (torch.randn(4096, 2048),)
    guess = predicted(model.train(), inputs, "none")
    forget()
    accelerator = accelerate.Accelerator()
    ready, optimizer = accelerator.prepare(model, torch.optim.AdamW(model.parameters()))
    for _ in range(STEPS):
        optimizer.zero_grad()
        accelerator.backward(ready(inputs[0].to(accelerator.device)).mean())
        optimizer.step()
    judge([row("accelerate", guess, torch.cuda.max_memory_reserved())])


@pytest.mark.slow
def test_a_trainer(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("accelerate")
    config = transformers.GPT2Config(n_layer=8, n_embd=512, n_head=8, vocab_size=8000)
    model = transformers.GPT2LMHeadModel(config)
    ids = torch.randint(0, 8000, (8, 256))
    (found,) = traces(
        model, (), [Variant(foreach=True)], train=True, kwargs={"input_ids": ids, "labels": ids}
    )
    assert isinstance(found, Trace), found
    guess = around(float(found.peak_bytes), float(found.rounded_peak_bytes), "gpu")
    forget()
    data = [{"input_ids": each, "labels": each} for each in ids]
    arguments = transformers.TrainingArguments(
        output_dir=str(tmp_path), per_device_train_batch_size=8, max_steps=STEPS, report_to=[],
        save_strategy="no", disable_tqdm=True, optim="adamw_torch",
    )  # fmt: skip
    transformers.Trainer(model=model, args=arguments, train_dataset=data).train()
    judge([row("Trainer", guess, torch.cuda.max_memory_reserved())])


def row(name: str, guess: Range, real: int) -> dict[str, Any]:
    return {
        "name": name,
        "predicted": guess.value,
        "low": guess.low,
        "high": guess.high,
        "reserved": real,
        "error": abs(guess.value / real - 1),
        "bounded": guess.high >= real,
    }


def judge(rows: list[dict[str, Any]]) -> None:
    bounded = statistics.fmean(each["bounded"] for each in rows)
    error = statistics.median(each["error"] for each in rows)
    worst = [each for each in rows if not each["bounded"]]
    assert bounded >= LEAST_INSIDE, worst
    assert error <= MOST_ERROR, error


def written(rows: list[dict[str, Any]]) -> None:
    about = {
        "device": torch.cuda.get_device_name(),
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"about": about, "rows": rows}, indent=1) + "\n", "utf-8")
