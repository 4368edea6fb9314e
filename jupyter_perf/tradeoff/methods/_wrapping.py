"""Modules whose forward pass is done in another way, that are otherwise what they were.

The class of a (shallow) copy is exchanged for a subclass of its own with another `forward`: names
of parameters, `isinstance`, attributes that the model's code reads, hooks, copying and pickling all
stay as they are, which a module around the module would change.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

HOW = "_jupyter_perf_how"
"""The attribute with what does a wrapped module's forward pass."""


class How:
    """Does the forward pass of a module; one object may serve several modules."""

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        """`plain(*args, **kwargs)` is the forward pass as it was."""
        return plain(*args, **kwargs)


def wrap(module: torch.nn.Module, how: How) -> None:
    """Exchange the class of `module`, a copy of one's own, in place."""
    kind: Any = type(module)
    module.__class__ = _wrapped(kind)
    setattr(module, HOW, how)


def how_of(module: torch.nn.Module) -> How | None:
    """What was given to `wrap`; None for a module as it was."""
    found = vars(module).get(HOW)
    return found if isinstance(found, How) else None


def is_patched(module: torch.nn.Module) -> bool:
    """Whether its `forward` was replaced on the object itself, as accelerate's hooks do: a copy
    would still call that of the original."""
    return "forward" in vars(module)


@functools.cache
def _wrapped(kind: Any) -> Any:
    def forward(self: Any, *args: Any, **kwargs: Any) -> Any:
        how: How = getattr(self, HOW)
        return how.forward(self, functools.partial(kind.forward, self), args, kwargs)

    def reduce_ex(self: Any, protocol: Any) -> Any:
        return _restored, (kind,), _state(self)

    functools.update_wrapper(forward, kind.forward)
    body = {"forward": forward, "__reduce_ex__": reduce_ex, "__module__": kind.__module__}
    made = type(kind.__name__, (kind,), body)
    made.__qualname__ = kind.__qualname__
    return made


def _state(module: Any) -> Any:
    own = getattr(module, "__getstate__", None)
    return own() if own is not None else dict(vars(module))


def _restored(kind: type) -> Any:
    """An empty one of the wrapped class, as unpickling wants it."""
    made = _wrapped(kind)
    return made.__new__(made)


def unwrap(module: torch.nn.Module) -> None:
    """Undo `wrap`, of a copy of one's own, in place."""
    kind: Any = type(module).__mro__[1]
    module.__class__ = kind
    delattr(module, HOW)
