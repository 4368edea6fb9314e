"""What a schedule of frozen layers keeps at most, seen in one forward pass without data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ._schedule import Layer


@dataclasses.dataclass
class Probe:
    """A forward pass through which gradients pass from the first layer on, but reach no weight."""

    layers: list[Layer]
    order: list[int] = dataclasses.field(default_factory=list)
    """Places in `layers`, as they ran."""
    given: dict[int, dict[int, int]] = dataclasses.field(default_factory=dict)
    """Place → bytes of the storages that the layer was given, by their number."""
    saved: dict[int, tuple[int, int]] = dataclasses.field(default_factory=dict)
    """Storages that are kept whatever is frozen: how many layers had begun, and bytes."""
    held: list[Any] = dataclasses.field(default_factory=list)
    """While the model runs: storages, so that no two have the same number."""
    _dynamic: dict[int, Mapping[int, int]] = dataclasses.field(default_factory=dict)

    def dynamic(self, place: int) -> Mapping[int, int]:
        """Bytes by storage that are kept for this layer's weights alone."""
        if place not in self._dynamic:
            norm = "Norm" in type(self.layers[place].module).__name__
            given = {} if norm else self.given.get(place, {})
            own = {key: size for key, size in given.items() if key not in self.saved}
            self._dynamic[place] = own
        return self._dynamic[place]

    def static_from(self, turn: int) -> int:
        """Bytes that are kept where gradients go back to the layer that ran at this turn."""
        return sum(size for begun, size in self.saved.values() if begun > turn)

    def most(self, count: int) -> list[Layer]:
        """The layers of which `count` keep most together, before the backward pass begins.

        For each layer that may be the first to train, what stays after it is known, and what the
        others add is largest where the best are taken one by one: an input counts once, with the
        reader that has most weights, and its other readers add their own gradients alone.
        """
        unseen = [place for place in range(len(self.layers)) if place not in self.given]
        turns = [*unseen, *self.order]
        best: tuple[float, list[int]] = (-1.0, turns[:count])
        # What the others add at most: all but one of the best are among those after the first.
        some = self._with_first(turns[0], turns[1:], count)[0]
        most = 2 * some if count > 1 else float("inf")
        for at, first in enumerate(turns[: max(1, len(turns) - count + 1)]):
            static = self.static_from(max(0, at - len(unseen)))
            if static + most <= best[0]:
                break  # what stays only gets less from here on
            total, chosen = self._with_first(first, turns[at + 1 :], count)
            if total + static > best[0]:
                best = (total + static, chosen)
        return [self.layers[place] for place in best[1]]

    def _with_first(self, first: int, after: list[int], count: int) -> tuple[float, list[int]]:
        kept = dict(self.dynamic(first))
        copies = self.layers[first].copy_bytes
        chosen, left = [first], list(after)
        while left and len(chosen) < count:
            place = max(left, key=lambda each: (self._adds(each, kept), self.layers[each].bytes))
            left.remove(place)
            copies += self.layers[place].copy_bytes
            chosen.append(place)
            kept.update(self.dynamic(place))
        return float(sum(kept.values()) + copies), chosen

    def _adds(self, place: int, kept: Mapping[int, int]) -> int:
        fresh = (size for key, size in self.dynamic(place).items() if key not in kept)
        return sum(fresh) + self.layers[place].copy_bytes


def probed(model: Any, layers: list[Layer], args: Any, kwargs: Any) -> Probe:
    """Runs the model once more; which parameters get gradients is left as it was."""
    import torch

    probe = Probe(layers)
    flags = [(each, each.requires_grad) for each in model.parameters()]
    own = {each.untyped_storage()._cdata for each in (*model.parameters(), *model.buffers())}
    hooks = [
        hook
        for place, layer in enumerate(layers)
        if layer.module is not model
        for hook in _hooks(probe, place, layer.module)
    ]

    def pack(tensor: Any) -> None:  # there is no backward pass that would want it
        storage = tensor.untyped_storage()
        if storage._cdata not in own:
            probe.held.append(storage)
            probe.saved.setdefault(storage._cdata, (len(probe.order), storage.nbytes()))

    try:
        for parameter, _ in flags:
            parameter.requires_grad_(False)
        with torch.autograd.graph.saved_tensors_hooks(pack, lambda each: each):
            out = model(*args, **kwargs)
        del out
    finally:
        for hook in hooks:
            hook.remove()
        for parameter, flag in flags:
            parameter.requires_grad_(flag)
        probe.held.clear()
    return probe


def _hooks(probe: Probe, place: int, module: Any) -> list[Any]:
    from torch.utils._pytree import tree_leaves

    def before(_module: Any, args: Any, kwargs: Any) -> None:
        if place not in probe.given:
            probe.order.append(place)
        own = probe.given.setdefault(place, {})
        for each in tree_leaves((args, kwargs)):
            if hasattr(each, "untyped_storage") and each.is_floating_point():
                probe.held.append(each.untyped_storage())
                own[each.untyped_storage()._cdata] = each.untyped_storage().nbytes()

    def after(_module: Any, _args: Any, out: Any) -> None:
        if probe.order[0] == place:
            for each in tree_leaves(out):
                if hasattr(each, "requires_grad_") and each.is_floating_point():
                    each.requires_grad_(True)

    return [
        module.register_forward_pre_hook(before, with_kwargs=True),
        module.register_forward_hook(after),
    ]
