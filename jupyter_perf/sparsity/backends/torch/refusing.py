"""What can't be trained sparsely by hooks around an optimizer, and why."""

from __future__ import annotations

from torch import nn
from torch.optim import Optimizer

from ....errors import UsageError

INSTEAD = "use DistributedDataParallel or one device"
MODULES = {
    "FullyShardedDataParallel": "FSDP1 keeps flattened pieces of weights, which have no groups of"
    f" inputs any more; {INSTEAD}",
    "DeepSpeedEngine": f"DeepSpeed keeps and steps its own copies of the weights; {INSTEAD}",
}
"""By the name of a class, so that nothing of theirs has to be imported."""
PARAMETERS = {
    "FlatParameter": MODULES["FullyShardedDataParallel"],
    "DTensor": f"FSDP2 and tensor parallelism spread a weight over processes; {INSTEAD}",
}


def refuse(optimizer: Optimizer, models: list[nn.Module]) -> None:
    """Raises UsageError for what is refused, with the reason."""
    if type(optimizer).__module__.startswith("deepspeed"):
        _raise("DeepSpeed", MODULES["DeepSpeedEngine"])
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            _check(parameter, PARAMETERS)
    for model in models:
        for part in model.modules():
            _check(part, MODULES)


def _check(thing: object, refused: dict[str, str]) -> None:
    for kind in type(thing).__mro__:
        if kind.__name__ in refused:
            _raise(kind.__name__, refused[kind.__name__])
    if getattr(thing, "_is_flat_param", False):
        _raise("FlatParameter", PARAMETERS["FlatParameter"])


def _raise(name: str, why: str) -> None:
    raise UsageError(f"{name} can't be trained sparsely: {why}")
