"""Tensors that the forward pass saves for the backward pass, kept in another form meanwhile.

`torch.autograd.graph.saved_tensors_hooks` gives each of them away and asks for it again. What is
saved several times (one activation that three layers read) is kept once: PyTorch's own
`save_on_cpu` makes a copy each time, and copies weights too, which are there anyway.
"""

from __future__ import annotations

import contextlib
import dataclasses
import weakref
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import torch

SMALLEST_BYTES = 1024
"""Of a tensor that is worth it: statistics of norms and the like stay as they are."""


class Form(Protocol):
    """How a saved tensor is kept."""

    def takes(self, tensor: torch.Tensor) -> bool:
        """Whether this one, which is no weight and large enough, is kept in this form."""

    def keep(self, tensor: torch.Tensor) -> Any:
        """It in this form; `tensor` is flat, or a part of a storage with whatever strides."""

    def restore(self, kept: Any) -> torch.Tensor:
        """It back, with the same shape and type, on its device; dense, in the same order."""


@contextlib.contextmanager
def kept_as(form: Form, own: Callable[[], Iterator[torch.Tensor]]) -> Iterator[None]:
    """Around a forward pass. `own` are tensors that outlive the step anyway: weights, buffers, the
    batch; they are left alone."""
    import torch

    keeper = _Keeper(form, {each.untyped_storage()._cdata for each in own()})
    with torch.autograd.graph.saved_tensors_hooks(keeper.pack, _unpack):
        yield


@dataclasses.dataclass(eq=False)
class _Entry:
    """One tensor in its form, for as long as a node of the graph needs it."""

    form: Form
    kept: Any
    source: weakref.ref[Any]
    """Its storage: the key is that of a new one as soon as this one is gone."""

    def restored(self) -> torch.Tensor:
        return self.form.restore(self.kept)


@dataclasses.dataclass(eq=False)
class _Plain:
    """A tensor left as it is, with the version that was saved."""

    tensor: torch.Tensor
    version: int

    def restored(self) -> torch.Tensor:
        # PyTorch checks this itself only where there are no hooks.
        if self.tensor._version != self.version:
            raise RuntimeError(
                "a tensor that the backward pass needs was changed in place meanwhile: "
                f"it has version {self.tensor._version}, version {self.version} was saved"
            )
        return self.tensor


def _unpack(packed: tuple[_Entry | _Plain, Callable[[torch.Tensor], torch.Tensor]]) -> Any:
    entry, shaped = packed
    return shaped(entry.restored())


class _Keeper:
    """Of one forward pass."""

    def __init__(self, form: Form, own: set[int]) -> None:
        self._form = form
        self._own = own
        self._entries: weakref.WeakValueDictionary[tuple[Any, ...], _Entry] = (
            weakref.WeakValueDictionary()
        )

    def pack(self, tensor: torch.Tensor) -> Any:
        if not self._takes(tensor):
            # Without its place in the graph: a result of the node that saves it would be a cycle.
            return _Plain(tensor.detach(), tensor._version), _same
        if _is_whole(tensor):
            return self._entry(tensor, ()), _view(tensor)
        geometry = (tensor.storage_offset(), tuple(tensor.shape), tuple(tensor.stride()))
        return self._entry(tensor, geometry), _same

    def _takes(self, tensor: torch.Tensor) -> bool:
        size = tensor.numel() * tensor.element_size()
        if tensor.layout is not _strided() or size < SMALLEST_BYTES:
            return False
        storage = tensor.untyped_storage()
        # What was expanded is larger than what it takes.
        if size > storage.nbytes() or storage._cdata in self._own or is_weight(tensor):
            return False
        return self._form.takes(tensor)

    def _entry(self, tensor: torch.Tensor, geometry: tuple[Any, ...]) -> _Entry:
        import torch

        storage = tensor.untyped_storage()
        key = (storage._cdata, tensor._version, tensor.dtype, *geometry)
        known = self._entries.get(key)
        if known is not None and known.source() is not None:
            return known
        with torch.no_grad():
            plain = tensor.detach()
            kept = self._form.keep(plain if geometry else _flat(plain))
        made = _Entry(self._form, kept, weakref.ref(storage))
        self._entries[key] = made
        return made


def is_weight(tensor: torch.Tensor) -> bool:
    """Whether it is a parameter, a view of one, or one in another type, as autocast makes them."""
    import torch

    base = tensor if tensor._base is None else tensor._base
    if isinstance(base, torch.nn.Parameter):
        return True
    node: Any = base.grad_fn
    if node is None or not type(node).__name__.startswith("ToCopyBackward"):
        return False
    before = node.next_functions[0][0]
    return isinstance(getattr(before, "variable", None), torch.nn.Parameter)


def _is_whole(tensor: torch.Tensor) -> bool:
    """Whether it is all of its storage, each number once, in whatever order of dimensions."""
    storage = tensor.untyped_storage()
    if tensor.numel() * tensor.element_size() != storage.nbytes() or tensor.is_conj():
        return False
    expected = 1
    for stride, length in sorted(zip(tensor.stride(), tensor.shape, strict=True)):
        if length != 1 and stride != expected:
            return False
        expected *= length
    return not tensor.is_neg()


def _flat(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.as_strided((tensor.numel(),), (1,), 0)


def _view(tensor: torch.Tensor) -> Callable[[torch.Tensor], torch.Tensor]:
    shape, stride = tuple(tensor.shape), tuple(tensor.stride())
    return lambda flat: flat.as_strided(shape, stride, 0)


def _same(tensor: torch.Tensor) -> torch.Tensor:
    return tensor


def _strided() -> Any:
    import torch

    return torch.strided
