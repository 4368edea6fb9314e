"""What is read off loops: of trainers by doubles of them, of functions and loaders by real ones."""

from __future__ import annotations

import functools
import types
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402
from torch.utils.data import DataLoader, IterableDataset  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.loops import Loop, is_loop, loaders, read  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402
from jupyter_perf.tradeoff.trace import optimizers  # noqa: E402

from . import doubles  # noqa: E402
from .doubles import Accelerator, LightningTrainer, Regression, Trainer, TrainingArguments  # noqa: E402


def stepped(loop: Loop) -> None:
    """Its step runs."""
    stepper = Stepper(loop.making)
    stepper.step(most_microbatches=1)
    stepper.close()


# transformers


def test_a_trainer_says_what_its_step_is() -> None:
    asked = TrainingArguments(gradient_accumulation_steps=8, bf16=True, world_size=2)
    trainer = Trainer(asked)
    loop = read(trainer)
    making = loop.making
    assert (loop.kind, loop.batch, loop.devices, loop.global_batch) == ("transformers", 4, 2, 64)
    assert (making.accumulate, making.precision, making.optimizer) == (8, "bf16", "adamw")
    assert making.model is trainer.model
    assert making.loss is None
    assert making.kwargs["input_ids"].shape == (4, 7)
    assert (loop.epoch_examples, loop.epochs, loop.clip) == (10, 3.0, 1.0)
    assert trainer.accelerator._dataloaders == []
    stepped(loop)


def test_reading_draws_no_random_number() -> None:
    trainer = Trainer()
    before = torch.random.get_rng_state()
    read(trainer)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_checkpointing_is_turned_on_in_a_copy_of_the_structure() -> None:
    asked = TrainingArguments(
        gradient_checkpointing=True, gradient_checkpointing_kwargs={"use_reentrant": False}
    )
    trainer = Trainer(asked)
    loop = read(trainer)
    assert loop.checkpointing
    assert loop.making.model.recomputes == {"use_reentrant": False}
    assert trainer.model.recomputes is None
    assert loop.making.model.head.weight is trainer.model.head.weight


def test_a_model_that_cannot_be_told_to_recompute_is_said() -> None:
    plain = nn.Linear(3, 3)
    loop = read(
        Trainer(TrainingArguments(gradient_checkpointing=True), model=plain),
        batch=torch.ones(2, 3),
    )
    assert any("can't be told" in note for note in loop.notes)


def test_optimizers_of_a_trainer() -> None:
    eight = read(Trainer(TrainingArguments(optim=doubles.Optim.ADAMW_8BIT))).making
    made = optimizers.made(eight.optimizer, eight.model, foreach=False)
    assert type(made).__name__ == "AdamW8bit"
    assert read(Trainer(TrainingArguments(optim="sgd"))).making.optimizer == "sgd"
    trainer = Trainer()
    trainer.optimizer = torch.optim.RMSprop(trainer.model.parameters())
    assert read(trainer).making.optimizer is trainer.optimizer
    own = Trainer(optimizer_cls_and_kwargs=(torch.optim.NAdam, {"lr": 0.5}))
    chosen: Any = read(own).making.optimizer
    assert chosen(list(own.model.parameters())).defaults["lr"] == 0.5


def test_an_optimizer_that_is_not_known_must_be_given() -> None:
    trainer = Trainer(TrainingArguments(optim=doubles.Optim.GALORE))
    with pytest.raises(UsageError, match="'galore_adamw' isn't known here: give it as"):
        read(trainer)
    assert read(trainer, optimizer="sgd").making.optimizer == "sgd"


def test_a_loss_function_of_the_trainers_gets_the_labels() -> None:
    def loss(output: Any, labels: Any, num_items_in_batch: Any = None) -> Any:
        return nn.functional.cross_entropy(output.logits, labels)

    loop = read(Trainer(compute_loss_func=loss))
    stepped(loop)
    assert loop.making.loss is not None
    with pytest.raises(UsageError, match="needs `labels`"):
        read(Trainer(compute_loss_func=loss), batch={"input_ids": torch.ones(2, 3).long()})


def test_what_is_left_out_of_a_trainer_is_said() -> None:
    class Own(Trainer):
        def compute_loss(self) -> None: ...

    asked = TrainingArguments(torch_compile=True, label_smoothing_factor=0.1, deepspeed="x.json")
    said = " ".join(read(Own(asked)).notes)
    assert all(word in said for word in ("Own.compute_loss", "compile", "smoothed", "DeepSpeed"))


@pytest.mark.parametrize(
    ("deepspeed", "fsdp", "expected"),
    [
        ({"zero_optimization": {"stage": 2}}, None, "zero-2"),
        (None, ["full_shard", "auto_wrap"], "zero-3"),
        (None, "shard_grad_op", "zero-2"),
        (None, True, "zero-3"),
        (None, [], ""),
        ({}, None, ""),
    ],
)
def test_sharding_of_a_trainer(deepspeed: Any, fsdp: Any, expected: str) -> None:
    assert read(Trainer(TrainingArguments(deepspeed=deepspeed, fsdp=fsdp))).sharding == expected


def test_trainers_that_say_too_little() -> None:
    with pytest.raises(UsageError, match="no train_dataset"):
        read(Trainer(train_dataset=None))
    with pytest.raises(UsageError, match="empty"):
        read(Trainer(train_dataset=[]))
    with pytest.raises(UsageError, match="can't be made \\(ValueError"):
        read(Trainer(TrainingArguments(per_device_train_batch_size=-1)))
    with pytest.raises(UsageError, match="no model yet"):
        read(Trainer(model=None))
    with pytest.raises(UsageError, match="KeyError: 'labels'"):
        read(Trainer(train_dataset=[{"input_ids": torch.ones(3)}] * 4))


# accelerate


def prepared(**changes: Any) -> tuple[Accelerator, tuple[Any, Any, Any]]:
    accelerator = Accelerator(**changes)
    model = nn.Linear(6, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    return accelerator, accelerator.prepare(model, optimizer, doubles.pairs())


@pytest.mark.parametrize("how", ["accelerator", "tuple", "dict"])
def test_what_accelerate_prepared_is_read(how: str) -> None:
    accelerator, parts = prepared(gradient_accumulation_steps=3, num_processes=2)
    thing: Any = {
        "accelerator": accelerator,
        "tuple": (accelerator, *parts),
        "dict": {"a": accelerator, "m": parts[0], "o": parts[1], "d": parts[2]},
    }[how]
    loop = read(thing, loss=nn.functional.mse_loss)
    assert (loop.kind, loop.batch, loop.global_batch, loop.epoch_examples) == (
        "accelerate", 4, 24, 20,
    )  # fmt: skip
    assert loop.making.optimizer is parts[1].optimizer
    stepped(loop)


def test_mixed_precision_of_accelerate_is_taken_off_and_done_anew() -> None:
    accelerator, parts = prepared(mixed_precision="bf16")
    loop = read((accelerator, *parts), loss=nn.functional.mse_loss)
    assert loop.making.precision == "bf16"
    assert "forward" not in vars(loop.making.model)
    assert "_original_forward" in vars(parts[0])
    assert loop.making.model.weight is parts[0].weight
    with pytest.raises(UsageError, match="give the Accelerator too"):
        read(parts, loss=nn.functional.mse_loss)


def test_accelerate_without_what_is_needed() -> None:
    accelerator, (model, optimizer, loader) = prepared(mixed_precision="fp8")
    with pytest.raises(UsageError, match="'fp8' isn't known"):
        read(accelerator)
    with pytest.raises(UsageError, match="no data loader"):
        read((Accelerator(), model, optimizer))
    with pytest.raises(UsageError, match="no optimizer"):
        read((Accelerator(), model, loader))
    with pytest.raises(UsageError, match="2 models"):
        read((nn.Linear(2, 2), nn.Linear(2, 2), loader))


def test_sharding_of_accelerate() -> None:
    plugin = types.SimpleNamespace(zero_stage=3)
    accelerator, _ = prepared(state=types.SimpleNamespace(deepspeed_plugin=plugin))
    assert read(accelerator, loss=nn.functional.mse_loss).sharding == "zero-3"


# Lightning


def test_a_lightning_module_is_read_with_its_trainer_and_data() -> None:
    trainer = LightningTrainer("bf16-mixed", 2, 0.5, world_size=4)
    module = Regression()
    module._trainer = trainer
    loop = read((trainer, module, doubles.pairs(drop_last=True, batch=3)))
    making = loop.making
    assert (loop.kind, loop.batch, loop.global_batch) == ("lightning", 3, 24)
    assert (loop.epoch_examples, loop.epochs, loop.clip) == (18, 5, 0.5)
    assert (making.precision, making.accumulate) == ("bf16", 2)
    assert type(making.optimizer) is torch.optim.Adam
    stepped(loop)
    # What was read is a copy of the structure: the user's module still has its Trainer and logs.
    assert module._trainer is trainer
    assert "log" not in vars(module)
    assert {id(p) for p in making.model.parameters()} == {id(p) for p in module.parameters()}


def test_lightning_in_bf16_through_and_through() -> None:
    loop = read((LightningTrainer("bf16-true"), Regression(), doubles.pairs()))
    assert {each.dtype for each in loop.making.model.parameters()} == {torch.bfloat16}


class Lit(Regression):
    def __init__(self, configured: Any) -> None:
        super().__init__()
        self.configured = configured

    def configure_optimizers(self) -> Any:
        if isinstance(self.configured, Exception):
            raise self.configured
        return self.configured(self)

    def train_dataloader(self) -> Any:
        return doubles.pairs()


def sgd(module: Any) -> Any:
    return torch.optim.SGD(module.parameters(), lr=0.1)


@pytest.mark.parametrize(
    "form",
    [
        sgd,
        lambda m: [sgd(m)],
        lambda m: ([sgd(m)], [{"scheduler": None}]),
        lambda m: ({"optimizer": sgd(m)},),
    ],
)
def test_all_forms_of_configure_optimizers(form: Any) -> None:
    assert type(read(Lit(form)).making.optimizer) is torch.optim.SGD


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (lambda m: [sgd(m), sgd(m)], "gives 2 optimizers"),
        (lambda m: None, "gives no optimizers"),
        (RuntimeError("estimated_stepping_batches"), "raised RuntimeError"),
    ],
)
def test_optimizers_of_lightning_that_are_refused(form: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(Lit(form))


def test_lightning_without_what_is_needed() -> None:
    by_hand = Regression()
    by_hand.automatic_optimization = False
    with pytest.raises(UsageError, match="by hand"):
        read((by_hand, doubles.pairs()))
    with pytest.raises(UsageError, match="no module before"):
        read(LightningTrainer())
    with pytest.raises(UsageError, match="no data"):
        read(Regression())
    with pytest.raises(UsageError, match="'64-true' isn't known"):
        read((LightningTrainer("64-true"), Regression(), doubles.pairs()))


# Loaders


def test_a_loader_gives_a_batch_without_starting_workers() -> None:
    loader = doubles.pairs(num_workers=2, shuffle=True)
    before = torch.random.get_rng_state()
    x, y = loaders.batch_of(loader)
    assert (x.shape, y.shape) == ((4, 6), (4, 1))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert loader._iterator is None
    assert loaders.batch_of(loader, 7)[0].shape == (7, 6)


class Stream(IterableDataset[Any]):
    def __iter__(self) -> Any:
        return iter(torch.arange(5.0))


def test_streams_and_datasets_of_batches() -> None:
    stream = DataLoader(Stream(), 3)
    assert torch.equal(loaders.batch_of(stream), torch.arange(3.0))
    assert loaders.epoch_examples(stream) is None
    whole = DataLoader([torch.ones(8, 2)], batch_size=None)
    assert loaders.batch_of(whole).shape == (8, 2)
    assert loaders.batch_size(whole) is None


# Functions


def network() -> tuple[Any, Any, Any]:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(6, 32), nn.ReLU(), nn.Linear(32, 1))
    return model, torch.optim.Adam(model.parameters(), lr=0.01), torch.randn(8, 6)


def test_a_function_of_a_step_is_taken_as_it_is() -> None:
    model, optimizer, x = network()
    helper = nn.MSELoss()  # a module without parameters of its own

    def loss_of(batch: Any) -> Any:
        return helper(model(batch), torch.zeros(8, 1))

    def step(batch: Any) -> float:
        optimizer.zero_grad()
        loss = loss_of(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return float(loss.item())

    loop = read(step, batch=x)
    assert (loop.kind, loop.batch) == ("step", 8)
    assert loop.making.model.whole_step_optimizers == [optimizer]
    assert {id(p) for p in loop.making.model.parameters()} == {id(p) for p in model.parameters()}
    seen: list[str] = []
    before = model[0].weight.detach().clone()
    Stepper(loop.making).step(seen.append)
    assert not torch.equal(model[0].weight, before)
    assert [each for at, each in enumerate(seen) if seen[at - 1 : at] != [each]] == [
        "forward", "backward", "forward", "optimizer", "forward",
    ]  # fmt: skip


class Loops:
    """A loop of one's own."""

    def __init__(self) -> None:
        self.model, self.optimizer, self.x = network()

    def step(self, x: Any, y: Any) -> None:
        ((self.model(x) - y) ** 2).mean().backward()
        self.optimizer.step()

    __call__ = step


@pytest.mark.parametrize("how", ["method", "partial", "object"])
def test_methods_partials_and_objects_too(how: str) -> None:
    loops = Loops()
    thing: Any = {
        "method": loops.step,
        "partial": functools.partial(Loops.step, loops),
        "object": loops,
    }[how]
    loop = read(thing, batch=(loops.x, torch.ones(8, 1)))
    assert len(loop.making.args) == 2
    assert loop.making.model.whole_step_optimizers == [loops.optimizer]
    stepped(loop)


def test_several_optimizers_and_models_are_all_counted() -> None:
    one, first, x = network()
    other = nn.Linear(1, 1)
    second, unrelated = (
        torch.optim.SGD(other.parameters()),
        torch.optim.SGD(nn.Linear(2, 2).parameters()),
    )

    def step(batch: Any) -> None:
        other(one(batch)).sum().backward()
        first.step()
        second.step()
        unrelated.zero_grad()

    loop = read(step, batch=x)
    assert loop.making.model.whole_step_optimizers == [first, second]
    assert len(loop.making.model.models) == 2
    assert any("2 optimizers" in note for note in loop.notes)


def test_functions_that_reach_too_little_are_refused() -> None:
    model, _, x = network()
    with pytest.raises(UsageError, match=r"reaches no torch\.nn\.Module"):
        read(lambda batch: batch, batch=x)
    with pytest.raises(UsageError, match="reaches no optimizer"):
        read(lambda batch: model(batch), batch=x)
    with pytest.raises(UsageError, match="give a batch"):
        read(lambda batch: model(batch))
    lbfgs = torch.optim.LBFGS(model.parameters())
    with pytest.raises(UsageError, match="again and again"):
        read(lambda batch: lbfgs.step(lambda: model(batch)), batch=x)
    with pytest.raises(UsageError, match="own loss"):
        read(lambda batch: model(batch), batch=x, loss=len)


@pytest.mark.parametrize("thing", [3, "adamw", None, nn.Linear(2, 2), torch.nn.Linear, [], {}])
def test_what_is_no_loop_is_told_so(thing: Any) -> None:
    assert not is_loop(thing)
    with pytest.raises(UsageError, match="no loop that is known"):
        read(thing)


# Traced


def test_a_function_of_a_step_is_traced_to_the_byte_of_what_it_really_needs() -> None:
    from jupyter_perf.core.dimensions import dimensions_in
    from jupyter_perf.tradeoff.trace import Variant, describing, step
    from jupyter_perf.tradeoff.trace.rebuilding import Sizes

    model, optimizer, x = network()
    scaler = torch.amp.GradScaler("cpu")

    def train(batch: Any) -> float:
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            loss = model(batch).square().mean()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        return loss.item()

    making = read(train, batch=x).making
    described = describing.described(making.model, making.args, {}, making.loss, making.optimizer)
    asked = {"train": True, "observer": "", "elsewhere": False}
    found = step.traced(described, Sizes(dimensions_in(making.args)), Variant(), asked)
    real = step.watched(making)
    assert found["peak_bytes"] == real["peak_bytes"]
    assert found["breakdown"]["optimizer"] == real["breakdown"]["optimizer"] > 0
    more = Sizes(dimensions_in(making.args), batch=512)
    larger = step.traced(described, more, Variant(batch=512), asked)
    assert larger["peak_bytes"] > found["peak_bytes"]


def test_methods_that_change_what_a_function_never_looks_at_are_refused() -> None:
    from jupyter_perf.core.dimensions import dimensions_in
    from jupyter_perf.tradeoff.trace import Variant, describing, failing, step
    from jupyter_perf.tradeoff.trace.rebuilding import Sizes

    model, optimizer, x = network()

    def train(batch: Any) -> None:
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        optimizer.step()

    making = read(train, batch=x).making
    described = describing.described(making.model, making.args, {}, making.loss, making.optimizer)

    def made(methods: str) -> Any:
        sizes = Sizes(dimensions_in(making.args))
        return step.making_of(described, sizes, Variant(methods=methods))

    with torch._subclasses.fake_tensor.FakeTensorMode(allow_non_fake_inputs=True):
        assert len(made("offload-activations").around) == 1
        for name in ("bf16", "adafactor", "accumulate", "optimizer-in-backward", "bf16-weights"):
            with pytest.raises(failing.InStep, match="is a function"):
                made(name)


# Settings


def frontier() -> Any:
    from jupyter_perf.tradeoff.result import Frontier

    return Frontier("use it", "Classifier")


def test_settings_are_those_of_the_trainer_in_use() -> None:
    found = frontier().apply("accumulate+bf16", Trainer(), **{"accumulate.steps": 2})
    assert str(found) == "TrainingArguments(…, gradient_accumulation_steps=2, bf16=True)"
    accelerator, parts = prepared()
    assert str(frontier().apply("zero-2", accelerator)) == (
        "Accelerator(…, deepspeed_plugin=DeepSpeedPlugin(zero_stage=2))"
    )
    assert str(frontier().apply("bf16", (*parts, accelerator))) == (
        "Accelerator(…, mixed_precision='bf16')"
    )
    lit = frontier().apply("bf16-weights", (LightningTrainer(), Regression()))
    assert str(lit) == "Trainer(…, precision='bf16-true')"
    assert "offloaded" in str(frontier().apply("offload-activations", Trainer()))


def test_settings_of_several_methods_go_together() -> None:
    found = frontier().apply("zero-3+offload-optimizer", Trainer())
    zero = found.trainers["transformers"]["deepspeed"]["zero_optimization"]
    assert zero["stage"] == 3
    assert zero["offload_optimizer"]["device"] == "cpu"
    assert found.trainers["accelerate"]["deepspeed_plugin"] == {
        "zero_stage": 3,
        "offload_optimizer_device": "cpu",
    }
    assert found.trainers["lightning"]["strategy"] == "deepspeed_stage_3_offload"


def test_a_function_has_no_settings() -> None:
    model, optimizer, _ = network()
    with pytest.raises(UsageError, match="no settings"):
        frontier().apply("bf16", lambda batch: (model, optimizer))
