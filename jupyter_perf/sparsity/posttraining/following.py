"""Which layers feed which others through nothing but elementwise operations."""

from __future__ import annotations

import collections
import dataclasses
from typing import TYPE_CHECKING, Any

from ...errors import UsageError

if TYPE_CHECKING:
    from torch import nn
    from torch.fx import GraphModule, Node

Named = tuple[str, Any]
"""(name, module)."""
_ELEMENTWISE = """CELU Dropout Dropout1d Dropout2d ELU GELU Hardshrink Hardsigmoid Hardswish
    Hardtanh Identity LeakyReLU LogSigmoid Mish ReLU ReLU6 SELU SiLU Sigmoid Softplus Softshrink
    Softsign Tanh Tanhshrink"""
_POOLED = """AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool1d AdaptiveMaxPool2d AvgPool1d
    AvgPool2d MaxPool1d MaxPool2d"""
_FUNCTIONS = """relu relu_ gelu silu elu selu celu leaky_relu hardswish hardtanh hardsigmoid mish
    softplus softsign tanh tanh_ sigmoid sigmoid_ dropout relu6 contiguous"""
ELEMENTWISE = frozenset(_ELEMENTWISE.split())
"""Modules that treat each number alike. Of `Dropout`, in training, as likely and not the same."""
POOLED = frozenset(_POOLED.split())
"""Modules that treat each channel alike."""
FUNCTIONS = frozenset(_FUNCTIONS.split())
OUTPUT = "it gives the model's output"
NORMS = frozenset(["BatchNorm1d", "BatchNorm2d"])
"""Modules that have something of each channel, the first axis of all that they have."""


@dataclasses.dataclass(frozen=True)
class Chain:
    """A layer, what its outputs go through, and the layers that take them as inputs."""

    producer: Named
    between: tuple[Named, ...] = ()
    """Norms, which have something of each channel."""
    consumers: tuple[Named, ...] = ()
    refused: str = ""
    """Why its outputs can't be reordered."""


def chains(model: nn.Module) -> list[Chain]:
    """Of each linear layer and convolution of `model`, in the order of its forward pass.

    Raises UsageError where the model can't be traced (`torch.fx`), as one whose forward pass
    branches on values.
    """
    from torch import fx

    try:
        traced = fx.symbolic_trace(model)
    # A user's own forward pass runs here, on stand-ins: it may raise anything.
    except Exception as error:
        raise UsageError(
            f"the channels of a {type(model).__name__} can't be reordered: its forward pass can't"
            f" be traced ({type(error).__name__}: {str(error).partition(chr(10))[0]})"
        ) from None
    modules = dict(traced.named_modules(remove_duplicate=False))
    calls = collections.Counter(
        id(modules[str(node.target)]) for node in traced.graph.nodes if node.op == "call_module"
    )
    found = []
    for node in traced.graph.nodes:
        if node.op == "call_module" and _is_layer(modules[str(node.target)]):
            found.append(_chain(traced, modules, calls, node))
    return found


def _chain(
    traced: GraphModule, modules: dict[str, Any], calls: collections.Counter[int], node: Node
) -> Chain:
    producer = (str(node.target), modules[str(node.target)])
    shared = _shared(traced)
    between: list[Named] = []
    consumers: list[Named] = []
    waiting = list(node.users)
    convolution = hasattr(producer[1], "kernel_size")
    if not waiting:
        return Chain(producer, refused=OUTPUT)
    while waiting:
        user = waiting.pop()
        kind, named = _role(user, modules, convolution)
        if user.op == "output":
            return Chain(producer, refused=OUTPUT)
        if not kind:
            return Chain(
                producer,
                refused=f"its outputs go into `{user.name}`, which may not treat channels alike",
            )
        if kind == "consumer":
            consumers.append(named)
        else:
            waiting += list(user.users)
            if kind == "norm":
                between.append(named)
    touched = [producer, *between, *consumers]
    if any(calls[id(module)] > 1 or id(module) in shared for _, module in touched):
        return Chain(producer, refused="a layer here is used more than once, or shares its weights")
    if not consumers:
        return Chain(producer, refused=OUTPUT)
    return Chain(producer, tuple(between), tuple(consumers))


def _role(node: Node, modules: dict[str, Any], convolution: bool) -> tuple[str, Named]:
    """`consumer`, `norm` or `alike`; empty for what isn't known, the model's output included."""
    nothing = ("", None)
    if len(node.all_input_nodes) != 1:
        return "", nothing
    if node.op == "call_module":
        named = (str(node.target), modules[str(node.target)])
        kind = type(named[1]).__name__
        if _is_layer(named[1]):
            # A linear layer sees the last axis, a convolution the second: only their own kind.
            return ("consumer" if hasattr(named[1], "kernel_size") == convolution else ""), named
        if kind in NORMS:
            return "norm", named
        return ("alike" if kind in ELEMENTWISE or (convolution and kind in POOLED) else ""), named
    if node.op in ("call_function", "call_method"):
        name = node.target if isinstance(node.target, str) else getattr(node.target, "__name__", "")
        return ("alike" if name in FUNCTIONS else ""), nothing
    return "", nothing


def _is_layer(module: Any) -> bool:
    from torch import nn

    if isinstance(module, nn.Conv1d | nn.Conv2d | nn.Conv3d):
        return module.groups == 1
    return isinstance(module, nn.Linear)


def _shared(model: nn.Module) -> set[int]:
    """`id`s of modules that share a parameter with another one."""
    owners = collections.defaultdict(set)
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            owners[id(parameter)].add(id(module))
    return {owner for each in owners.values() if len(each) > 1 for owner in each}
