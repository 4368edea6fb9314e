"""Trainers, what accelerate prepared and Lightning modules as they really are: read, traced against
the ledger of their own steps, asked about with `%papaya`, and started anew with what it answers."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402
from torch.utils.data import DataLoader  # noqa: E402

import jupyter_perf as jp  # noqa: E402
from jupyter_perf.core.dimensions import dimensions_in  # noqa: E402
from jupyter_perf.tradeoff.loops import Loop, read  # noqa: E402
from jupyter_perf.tradeoff.result import Frontier  # noqa: E402
from jupyter_perf.tradeoff.trace import Variant, describing, step  # noqa: E402
from jupyter_perf.tradeoff.trace.rebuilding import Sizes  # noqa: E402

CLOSE = 0.005
"""Of the peak of tensors: a Trainer keeps a number or two beside what is traced."""
WORDS, LENGTH = 500, 64
pytestmark = [
    # Said by transformers, accelerate and Lightning about themselves.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """They set variables of the environment and filters of warnings for the whole process."""
    kept = dict(os.environ)
    with warnings.catch_warnings():
        yield
    for name in set(os.environ) - set(kept):
        del os.environ[name]
    os.environ.update(kept)


@pytest.fixture
def transformers() -> Any:
    pytest.importorskip("accelerate", reason="a Trainer needs accelerate")
    return pytest.importorskip("transformers", reason="without transformers there is no Trainer")


@pytest.fixture
def trainer(transformers: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Makes a Trainer of a small GPT-2 of its own, whose data are ids."""

    def made(**changes: Any) -> Any:
        config = transformers.GPT2Config(
            n_layer=2, n_embd=64, n_head=2, vocab_size=WORDS, n_positions=LENGTH,
            bos_token_id=1, eos_token_id=1,
        )  # fmt: skip
        ids = torch.randint(0, WORDS, (20, LENGTH))
        given = {
            "output_dir": str(tmp_path), "per_device_train_batch_size": 4, "max_steps": 1,
            "report_to": [], "save_strategy": "no", "disable_tqdm": True, "use_cpu": True,
        }  # fmt: skip
        return transformers.Trainer(
            model=transformers.GPT2LMHeadModel(config),
            args=transformers.TrainingArguments(**given | changes),
            train_dataset=[{"input_ids": each, "labels": each} for each in ids],
        )

    yield made
    _forget_state()


@pytest.fixture
def accelerator() -> Iterator[Callable[..., Any]]:
    accelerate = pytest.importorskip("accelerate", reason="accelerate isn't installed")

    def made(**changes: Any) -> Any:
        _forget_state()
        return accelerate.Accelerator(cpu=True, **changes)

    yield made
    _forget_state()


def _forget_state() -> None:
    """An Accelerator is as the first one of the process was."""
    from accelerate.state import AcceleratorState

    AcceleratorState._reset_state(reset_partial_state=True)


@pytest.fixture
def lightning() -> Any:
    return pytest.importorskip("lightning", reason="Lightning isn't installed")


def lightning_parts(lightning: Any, folder: Path, **changes: Any) -> tuple[Any, Any, Any]:
    """A Trainer for one step, a module with two layers and a schedule, and its data."""

    class Regression(lightning.LightningModule):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.net = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 1))

        def training_step(self, batch: Any, batch_idx: int) -> Any:
            x, y = batch
            loss = nn.functional.mse_loss(self.net(x), y)
            self.log("loss", loss)
            return loss

        def configure_optimizers(self) -> Any:
            optimizer = torch.optim.AdamW(self.parameters(), foreach=False)
            schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)
            return {"optimizer": optimizer, "lr_scheduler": schedule}

    given = {
        "accelerator": "cpu", "max_steps": 1, "logger": False, "enable_checkpointing": False,
        "enable_progress_bar": False, "enable_model_summary": False, "default_root_dir": folder,
    }  # fmt: skip
    data = [(torch.randn(64), torch.randn(1)) for _ in range(32)]
    return lightning.Trainer(**given | changes), Regression(), DataLoader(data, 8)


def traced_bytes(loop: Loop) -> int:
    """The peak of the step that was read, without any of its data."""
    making = loop.making
    parts = (making.model, making.args, dict(making.kwargs), making.loss, making.optimizer)
    sizes = Sizes(dimensions_in(making.args, making.kwargs))
    asked = {"train": True, "observer": "", "elsewhere": False}
    variant = Variant(precision=making.precision)
    found = step.traced(describing.described(*parts), sizes, variant, asked)
    return int(found["peak_bytes"])


def real_bytes(once: Callable[[Any], Any], batch: Any) -> int:
    """The peak of a ledger of all tensors while the loop's own code does a step."""
    return int(step.watched(read(once, batch=batch).making)["peak_bytes"])


@pytest.mark.parametrize(
    "changes", [{}, {"bf16": True}, {"gradient_checkpointing": True}], ids=["fp32", "bf16", "again"]
)
def test_a_trace_of_a_trainer_is_what_its_own_step_takes(
    trainer: Callable[..., Any], changes: dict[str, Any]
) -> None:
    loop = read(trainer(**changes))
    assert (loop.batch, loop.epoch_examples, loop.making.optimizer) == (4, 20, "adamw")
    own = trainer(**changes)
    if loop.checkpointing:
        own.model.gradient_checkpointing_enable()
    own.create_optimizer()
    own.current_gradient_accumulation_steps = 1
    model, optimizer = own.accelerator.prepare(own.model), own.optimizer

    def once(batch: Any) -> None:
        own.training_step(model, batch)
        optimizer.step()
        optimizer.zero_grad()

    real = real_bytes(once, dict(loop.making.kwargs))
    assert traced_bytes(loop) == pytest.approx(real, rel=CLOSE)


@pytest.mark.parametrize("precision", ["no", "bf16"])
def test_a_trace_of_what_accelerate_prepared_is_what_it_takes(
    accelerator: Callable[..., Any], transformers: Any, precision: str
) -> None:
    made = accelerator(mixed_precision=precision, gradient_accumulation_steps=2)
    config = transformers.BertConfig(
        hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=256,
        vocab_size=WORDS,
    )  # fmt: skip
    bert = transformers.BertForSequenceClassification(config)
    data = [{"input_ids": torch.arange(LENGTH) + at, "labels": at % 2} for at in range(32)]
    parts = made.prepare(
        bert, torch.optim.AdamW(bert.parameters(), foreach=False), DataLoader(data, 8)
    )
    model, optimizer, _ = parts
    loop = read((made, *parts))
    assert (loop.batch, loop.making.accumulate, loop.global_batch) == (8, 2, 16)
    assert read(made).batch == loop.batch

    def once(batch: Any) -> None:
        made.backward(model(**batch).loss)
        optimizer.step()
        optimizer.zero_grad()

    one = loop.making.replaced(accumulate=1)
    plain = Loop(loop.kind, one)
    real = real_bytes(once, dict(one.kwargs))
    assert traced_bytes(plain) == pytest.approx(real, rel=CLOSE)


def test_a_lightning_module_before_and_after_its_fit(lightning: Any, tmp_path: Path) -> None:
    trainer, module, data = lightning_parts(
        lightning, tmp_path, precision="bf16-mixed", accumulate_grad_batches=2,
        gradient_clip_val=0.5,
    )  # fmt: skip
    before = read((trainer, module, data))
    assert (before.batch, before.global_batch, before.clip) == (8, 16, 0.5)
    assert before.making.precision == "bf16"
    trainer.fit(module, data)
    after = read((trainer, module, data))
    assert traced_bytes(after) == traced_bytes(before)
    net, optimizer = module.net, torch.optim.AdamW(module.parameters(), foreach=False)

    def once(batch: Any) -> None:
        x, y = batch
        with torch.autocast("cpu", torch.bfloat16):
            loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()

    real = real_bytes(once, (before.making.args[0],))
    assert traced_bytes(before) == pytest.approx(real, rel=CLOSE)


# Asked about


def test_papaya_answers_about_a_trainer_and_says_what_to_set(trainer: Callable[..., Any]) -> None:
    own = trainer()
    weights = own.model.transformer.wte.weight.detach().clone()
    found = jp.papaya(
        own, target="t4", memory="1.4GB", methods="checkpoint-blocks", budget=25.0
    )  # fmt: skip
    largest = {each.method: each.largest_batch or 0 for each in found.scores}
    assert largest["checkpoint-blocks"] > largest["none"] > 4
    assert found.epoch_examples == 20
    assert torch.equal(own.model.transformer.wte.weight, weights)
    assert own.optimizer is None


def test_the_magic_takes_what_lightning_has(lightning: Any, tmp_path: Path) -> None:
    from jupyter_perf.magics import weighing_engine

    parts = lightning_parts(lightning, tmp_path)
    asked = weighing_engine.asked(parts, None, target=("t4",), methods=[], memory="1.3GB")
    assert asked.global_batch is None
    found = weighing_engine.answered(asked, lambda _: None, lambda: False, "parts")
    assert found.best is not None
    assert found.best.batch > 8
    assert found.source == "parts"


# Settings that the real ones take


@pytest.mark.parametrize(
    "method", ["accumulate", "bf16", "fp16", "checkpoint-blocks", "adafactor", "sgd"]
)
def test_a_trainer_takes_its_settings_and_does_a_step(
    trainer: Callable[..., Any], method: str
) -> None:
    chosen = Frontier("use it", "GPT2").apply(method, trainer()).trainers["transformers"]
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        again = trainer(**chosen)
    again.train()
    assert again.state.global_step == 1
    loop = read(again)
    assert loop.checkpointing == (method == "checkpoint-blocks")
    assert loop.making.precision == (method if method in ("bf16", "fp16") else "fp32")


@pytest.mark.parametrize("method", ["accumulate", "bf16"])
def test_an_accelerator_takes_its_settings_and_does_a_step(
    accelerator: Callable[..., Any], method: str
) -> None:
    net = nn.Linear(6, 1)
    data = DataLoader([torch.ones(6)] * 4, 2)
    parts = (net, torch.optim.SGD(net.parameters()), data)
    chosen = Frontier("use it", "Linear").apply(method, parts).trainers["accelerate"]
    made = accelerator(**chosen)
    model, optimizer, loader = made.prepare(*parts)
    before = net.weight.detach().clone()
    for batch in loader:
        with made.accumulate(model):
            made.backward(model(batch).mean())
            optimizer.step()
            optimizer.zero_grad()
    assert not torch.equal(net.weight, before)
    assert read((made, model, optimizer, loader)).making.precision == (
        "bf16" if method == "bf16" else "fp32"
    )


@pytest.mark.parametrize("method", ["accumulate", "bf16", "bf16-weights"])
def test_lightning_takes_its_settings_and_does_a_step(
    lightning: Any, tmp_path: Path, method: str
) -> None:
    parts = lightning_parts(lightning, tmp_path)
    chosen = Frontier("use it", "Regression").apply(method, parts).trainers["lightning"]
    trainer, module, data = lightning_parts(lightning, tmp_path, **chosen)
    trainer.fit(module, data)
    assert trainer.global_step == 1
    assert read((trainer, module, data)).making.accumulate == chosen.get(
        "accumulate_grad_batches", 1
    )
