"""The optimizer's state lies on the host and visits the device one parameter at a time.

`OffloadedOptimizer` is a `torch.optim.Optimizer` for loops of one's own; its class is made when it
is first asked for, since making it imports torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..making import Making
from ..trace import host, optimizers, scalars
from . import METHODS, _optimizing

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class OffloadOptimizer:
    """Keeps the optimizer's state in the host's memory.

    In the step, the state of one parameter is brought to the device, its update is done there, and
    the state goes back. It is exact for every optimizer that treats parameters apart, which those
    of PyTorch do (but LBFGS). Gradients and weights stay on the device.

    Cost: exact; the whole state goes over the link twice in each step, 16 bytes a parameter for
    AdamW, whatever the batch: accumulate gradients to do it less often. ZeRO-Offload sends half as
    much and updates on the host's processor; DeepSpeed's settings below do that.

    When not: state isn't what takes the memory (LoRA, small models); short steps over a slow link.

    Source: Ren et al. 2021, "ZeRO-Offload" (arXiv 2101.06840), section 3.
    """

    words = "keep the optimizer's state in the host's memory"
    exact = True
    costs = "none in accuracy; the optimizer's state goes over the link twice in each step"
    modelled = False

    def unfit(self, making: Making) -> str:
        chosen = making.optimizer
        if _optimizing.kind_of(chosen) == "sgd" and not _optimizing.has_momentum(chosen):
            return "the optimizer keeps no state"
        if _optimizing.kind_of(chosen) == "lbfgs":
            return "LBFGS keeps one state for all parameters together"
        return ""

    def apply(self, making: Making) -> Making:
        return making.replaced(optimizer=_Offloads(making.optimizer))

    def code(self, making: Making) -> str:
        return (
            f"from {__name__} import OffloadedOptimizer\n"
            "optimizer = OffloadedOptimizer(optimizer)  # around your own"
        )

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        """By DeepSpeed, which does the update on the host's processor."""
        offload = {"offload_optimizer": {"device": "cpu", "pin_memory": True}, "stage": 2}
        config = {
            "train_micro_batch_size_per_gpu": "auto",
            "gradient_accumulation_steps": "auto",
            "zero_optimization": offload,
        }
        return {
            "transformers": {"deepspeed": config},
            "accelerate": {
                "deepspeed_plugin": {"zero_stage": 2, "offload_optimizer_device": "cpu"}
            },
            "lightning": {"strategy": "deepspeed_stage_2_offload"},
        }


@dataclass(frozen=True)
class _Offloads:
    """What `Making.optimizer` becomes: an optimizer like `inner`, offloaded."""

    inner: Any

    def __call__(self, parameters: Iterable[torch.nn.Parameter]) -> torch.optim.Optimizer:
        inner = self.inner
        listed = list(parameters)
        if not hasattr(inner, "param_groups") or not _has_exactly(inner, listed):
            inner = optimizers.over(listed, inner, foreach=False)
        made: torch.optim.Optimizer = _class()(inner)
        return made


def _has_exactly(optimizer: Any, parameters: list[Any]) -> bool:
    held = {id(each) for group in optimizer.param_groups for each in group["params"]}
    return held == {id(each) for each in parameters}


def __getattr__(name: str) -> Any:
    if name == "OffloadedOptimizer":
        return _class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _class() -> Any:
    import torch

    class OffloadedOptimizer(torch.optim.Optimizer):
        """Steps of another optimizer, whose state lies on the host between them.

        Groups and state are those of the other one, so that schedules and checkpoints work.
        """

        def __init__(self, inner: torch.optim.Optimizer) -> None:
            super().__init__([dict(group) for group in inner.param_groups], inner.defaults)
            self.inner = inner
            self._share()

        def _share(self) -> None:
            self.param_groups, self.state = self.inner.param_groups, self.inner.state
            _move_all(self.inner)

        @torch.no_grad()
        def step(self, closure: Callable[[], Any] | None = None) -> Any:
            loss = None
            if closure is not None:
                with torch.enable_grad():
                    loss = closure()
            groups = self.inner.param_groups
            members = [list(group["params"]) for group in groups]
            try:
                for at, those in enumerate(members):
                    for group in groups:
                        group["params"] = []
                    for parameter in those:
                        if parameter.grad is not None:
                            groups[at]["params"] = [parameter]
                            _step_one(self.inner, parameter)
            finally:
                for group, those in zip(groups, members, strict=True):
                    group["params"] = those
            _wait(members)
            return loss

        def state_dict(self) -> dict[str, Any]:
            return self.inner.state_dict()

        def load_state_dict(self, state_dict: dict[str, Any]) -> None:
            self.inner.load_state_dict(state_dict)
            self._share()

        def __getstate__(self) -> dict[str, Any]:
            return {"inner": self.inner}

        def __setstate__(self, state: dict[str, Any]) -> None:
            self.__init__(state["inner"])  # type: ignore[misc]

    OffloadedOptimizer.__qualname__ = "OffloadedOptimizer"
    return OffloadedOptimizer


def _step_one(inner: torch.optim.Optimizer, parameter: torch.Tensor) -> None:
    """The step of an optimizer whose groups hold this parameter alone."""
    if parameter in inner.state:
        _to_device(inner.state[parameter], parameter.device)
    with scalars.readable(inner):
        inner.step()
    _to_host(inner.state[parameter])


def _to_device(state: dict[str, Any], device: torch.device) -> None:
    """A function of its own, so that nothing holds the host's copy while the step is done."""
    for name in state:
        if _travels(state[name]):
            state[name] = host.from_host(state[name], device)


def _to_host(state: dict[str, Any]) -> None:
    for name, value in state.items():
        if _travels(value):
            state[name] = host.to_host(value)


def _travels(value: Any) -> bool:
    """Single numbers (of the step) stay where they are: PyTorch wants them on the processor."""
    import torch

    return isinstance(value, torch.Tensor) and value.dim() > 0


def _move_all(inner: torch.optim.Optimizer) -> None:
    """What an optimizer that has already stepped keeps on the device."""
    for state in inner.state.values():
        _to_host(state)


def _wait(members: list[list[torch.Tensor]]) -> None:
    """What is on the host may be read (saved) as soon as the step is over."""
    import torch

    if any(each.is_cuda for those in members for each in those):
        torch.cuda.current_stream().synchronize()


METHODS.add("offload-optimizer", OffloadOptimizer())
