"""torch tensors, read only where the code imported torch itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .form import LEAF, RECORD, Node, node

Handler = Callable[[Any, Any], Node]


def table() -> dict[Any, Handler]:
    """Tensors, parameters among them, and the small types that describe them."""
    torch = sys.modules["torch"]
    told = (torch.device, torch.dtype, torch.Size, torch.layout)
    kinds: dict[Any, Handler] = dict.fromkeys(told, _told)
    kinds |= {torch.Tensor: _tensor, torch.nn.Parameter: _tensor, torch.Generator: _generator}
    return kinds


def _told(encoder: Any, x: Any) -> Node:
    return node(LEAF, f"torch.{type(x).__name__}", False, str(x))


def _generator(encoder: Any, x: Any) -> Node:
    return _record(encoder, "torch.Generator", str(x.device), {"state": x.get_state()})


def _record(encoder: Any, name: str, meta: Any, parts: dict[str, Any]) -> Node:
    names = ["*", [encoder.name(part) for part in parts]]
    return node(
        RECORD, name, True, meta, [names, ["*", [encoder.child(x) for x in parts.values()]]]
    )


def _tensor(encoder: Any, x: Any) -> Node:
    torch = sys.modules["torch"]
    name = "torch." + type(x).__name__
    gradient = "requires grad" if x.requires_grad else "no grad"
    meta = f"{x.dtype} on {x.device}, {x.layout}, {gradient}, shape {tuple(x.shape)}"
    plain = x.detach().resolve_conj().resolve_neg().cpu()
    if x.layout is not torch.strided:
        plain = plain.to_dense()
    parts: dict[str, Any] = {"": _numbers(torch, plain)}
    if x.is_leaf and x.grad is not None:
        parts["grad"] = x.grad
    names = ["*", [encoder.name(part) for part in parts]]
    values = [encoder.part(parts.pop(""))]
    values += [encoder.child(part) for part in parts.values()]
    return node(RECORD, name, True, meta, [names, ["*", values]])


def _numbers(torch: Any, plain: Any) -> Any:
    """The values as a numpy array; types that numpy lacks as their bytes."""
    try:
        return plain.numpy()
    except TypeError:
        return plain.contiguous().reshape(-1).view(torch.uint8).numpy()
