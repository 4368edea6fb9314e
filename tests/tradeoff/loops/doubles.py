"""Doubles of what trainers of other packages show of themselves: their public attributes, by the
names that they have in transformers 5, accelerate 1 and Lightning 2. The real ones are in
`test_real_loops`."""

from __future__ import annotations

import dataclasses
import enum
import types
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader


class Optim(enum.Enum):
    """`OptimizerNames`: a text that is no str."""

    ADAMW_TORCH_FUSED = "adamw_torch_fused"
    ADAMW_8BIT = "adamw_8bit"
    GALORE = "galore_adamw"
    SGD = "sgd"


@dataclasses.dataclass
class TrainingArguments:
    """The attributes of transformers' that say how large a step is and what is done in it."""

    per_device_train_batch_size: int = 4
    gradient_accumulation_steps: int = 1
    bf16: bool = False
    fp16: bool = False
    gradient_checkpointing: bool = False
    gradient_checkpointing_kwargs: Any = None
    optim: Any = Optim.ADAMW_TORCH_FUSED
    max_grad_norm: float = 1.0
    num_train_epochs: float = 3.0
    world_size: int = 1
    n_gpu: int = 0
    label_smoothing_factor: float = 0.0
    torch_compile: bool = False
    deepspeed: Any = None
    fsdp: Any = None


class Classifier(nn.Module):
    """As transformers' models: keywords in, an output with `loss` out, checkpointing on request."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Embedding(30, 16), nn.Linear(16, 16))
        self.head = nn.Linear(16, 3)
        self.recomputes: Any = None

    def gradient_checkpointing_enable(self, gradient_checkpointing_kwargs: Any = None) -> None:
        self.recomputes = gradient_checkpointing_kwargs or {}

    def forward(self, input_ids: Any, labels: Any = None) -> Any:
        logits = self.head(self.body(input_ids).mean(1))
        loss = None if labels is None else nn.functional.cross_entropy(logits, labels)
        return types.SimpleNamespace(loss=loss, logits=logits)


def examples(count: int = 10) -> list[dict[str, Any]]:
    return [{"input_ids": torch.arange(7) + at, "labels": at % 3} for at in range(count)]


def collate(items: list[dict[str, Any]]) -> dict[str, Any]:
    torch.rand(3)  # as one does that masks at random
    return {
        "input_ids": torch.stack([each["input_ids"] for each in items]),
        "labels": torch.tensor([each["labels"] for each in items]),
    }


class Trainer:
    """transformers' Trainer."""

    def __init__(self, args: Any = None, **changes: Any) -> None:
        self.args = args or TrainingArguments()
        self.model: Any = Classifier()
        self.train_dataset: Any = examples()
        self.optimizer: Any = None
        self.optimizer_cls_and_kwargs: Any = None
        self.compute_loss_func: Any = None
        self.accelerator = types.SimpleNamespace(_dataloaders=[])
        vars(self).update(changes)

    def get_train_dataloader(self) -> Any:
        loader = DataLoader(
            self.train_dataset,
            self.args.per_device_train_batch_size,
            shuffle=True,
            collate_fn=collate,
        )
        self.accelerator._dataloaders.append(loader)
        return loader


class AcceleratedOptimizer(torch.optim.Optimizer):
    """accelerate's: an Optimizer around another one."""

    def __init__(self, optimizer: Any) -> None:
        self.optimizer = optimizer
        self.accelerator_state = types.SimpleNamespace()


@dataclasses.dataclass
class Accelerator:
    """accelerate's, with what it keeps of what it prepared."""

    mixed_precision: str = "no"
    gradient_accumulation_steps: int = 1
    num_processes: int = 1
    state: Any = None
    _models: list[Any] = dataclasses.field(default_factory=list)
    _optimizers: list[Any] = dataclasses.field(default_factory=list)
    _dataloaders: list[Any] = dataclasses.field(default_factory=list)

    def prepare(self, model: Any, optimizer: Any, loader: Any) -> tuple[Any, Any, Any]:
        if self.mixed_precision != "no":
            model._original_forward = model.forward
            model.forward = lambda *args, **kwargs: model._original_forward(*args, **kwargs)
        made = AcceleratedOptimizer(optimizer)
        self._models.append(model)
        self._optimizers.append(made)
        self._dataloaders.append(loader)
        return model, made, loader


class LightningModule(nn.Module):
    """Lightning's, with its hooks that only raise."""

    automatic_optimization = True

    def __init__(self) -> None:
        super().__init__()
        self._trainer: Any = None

    def log(self, name: str, value: Any) -> None:
        raise RuntimeError("no Trainer")

    def training_step(self, batch: Any, batch_idx: int) -> Any:
        raise NotImplementedError

    def configure_optimizers(self) -> Any:
        raise NotImplementedError

    def train_dataloader(self) -> Any:
        raise RuntimeError("`train_dataloader` must be implemented")


LightningModule.__module__ = "lightning.pytorch.core.module"


class Regression(LightningModule):
    """A user's."""

    def __init__(self) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 1))

    def training_step(self, batch: Any, batch_idx: int) -> Any:
        x, y = batch
        loss = nn.functional.mse_loss(self.net(x), y)
        self.log("loss", loss)
        return {"loss": loss}

    def configure_optimizers(self) -> Any:
        optimizer = torch.optim.Adam(self.parameters(), lr=0.02)
        schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule}}


@dataclasses.dataclass
class LightningTrainer:
    """Lightning's Trainer before `fit`."""

    precision: str = "32-true"
    accumulate_grad_batches: int = 1
    gradient_clip_val: float | None = None
    world_size: int = 1
    max_epochs: int | None = 5
    strategy: Any = None
    lightning_module: Any = None
    train_dataloader: Any = None


def pairs(count: int = 20, batch: int = 4, **options: Any) -> Any:
    data = [(torch.randn(6), torch.randn(1)) for _ in range(count)]
    return DataLoader(data, batch, **options)
