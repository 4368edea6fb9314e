"""One weight that is sparsified: sparse between steps, dense while its optimizer steps."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ...pattern import NM, Pattern
from ...quantize import fake_quantize
from ...recipes import DENSE, Moment
from ...training import Format, Layer
from . import jitted, splitting
from .choosing import Chosen
from .masking import mask


class Held:
    """A weight, its mask, and what is kept aside of its dense master W.

    `aside` is W · (1 - Π) where the parameter holds W · Π exactly, so that their sum is W and what
    the cell itself does to kept weights (clamping, a decay by hand) stays. With a `beta` or
    quantized, it is W as a whole (`whole`), and the cell's own changes are found by comparing.
    """

    def __init__(self, chosen: Chosen, pattern: Pattern) -> None:
        self.name = chosen.name
        self.kind = chosen.kind
        self.layout = chosen.layout
        self.parameter: nn.Parameter = chosen.parameter
        self.final = pattern
        self.mask: Tensor | None = None
        """Of the parameter's own shape, booleans."""
        self.pattern: Pattern | None = None
        """Of the mask as it is now."""
        self.aside: Tensor | None = None
        self.whole = False
        self.gradient: Tensor | None = None
        """The dense gradient of the step before a renewal that needs it, as the weight's shape."""
        self.stepping = False
        """Whether the parameter holds W now."""
        self.loaded = False
        """Whether the cell has loaded other weights since the last step."""
        self._left: tuple[int, int] | None = None
        self._moment = DENSE
        self._due: NM | None = None
        self.beta = 0.0
        """Of what is aside, how much the parameter has of it."""
        self._quantize: Format = "none"

    @property
    def weight(self) -> Tensor:
        return self.parameter.detach()

    @property
    def matrix(self) -> Tensor:
        return self.layout.matrix(self.weight)

    def layer(self) -> Layer:
        """What it is now."""
        weight = self.weight
        density = float(weight.count_nonzero()) / max(1, weight.numel())
        return Layer(self.name, tuple(weight.shape), self.kind, density, str(self.final))

    def to_dense(self) -> None:
        """Put W into the parameter; nothing to do while it is there."""
        if self.stepping:
            return
        self.stepping = True
        if self.aside is None:
            return
        self._follow()
        if self.loaded:
            return
        if self.whole:
            self.weight.copy_(self._merged(self.aside))
        else:
            self.weight.add_(self.aside, alpha=1 - self.beta)

    def to_sparse(self, moment: Moment, quantize: Format) -> None:
        """Take W out of the parameter and leave what the forward pass uses of it."""
        self.stepping = self.loaded = False
        self._moment, self._quantize, self.beta = moment, quantize, 0.0
        if self._due is not None and self.mask is not None:
            self._to_sparse_at_once(self.mask, self._due)
        elif quantize != "none" or (self.mask is not None and moment.beta):
            if self.mask is not None and not moment.straight_through and not moment.beta:
                splitting.prune(self.weight, self.mask)
            self.aside, self.whole = self._room().copy_(self.weight), True
            self.weight.copy_(self._formed(self.aside))
        elif self.mask is None or not moment.straight_through:
            if self.mask is not None:
                splitting.prune(self.weight, self.mask)
            self.aside, self.whole = None, False
        else:
            self.aside, self.whole = self._room(), False
            splitting.split(self.weight, self.mask, self.aside)
        self._left = self._stamp()

    def _to_sparse_at_once(self, mask: Tensor, pattern: NM) -> None:
        """Choose the mask while it is applied, with a `beta` of what is kept aside, so that W comes
        back up to the rounding of a sum."""
        self._due = None
        self.aside, self.whole, self.beta = self._room(), False, self._moment.beta
        if self.layout.inner == 1:
            jitted.split(self.weight, pattern, self.aside, mask, self.beta)
        else:
            self._split_copies(pattern, mask, self.aside)
        if not self.beta and not self._moment.straight_through:
            self.aside = None

    def was_loaded(self) -> None:
        """The cell loads a state: where that wrote this weight, W is what it wrote."""
        self.loaded = self.loaded or self._left != self._stamp()

    def was_overwritten(self) -> bool:
        """Whether the cell has written weights where the mask left none, as those of an average:
        not told by versions, which writing to `.data` doesn't count."""
        if self.mask is None or self.stepping or self._moment.beta:
            return False
        return bool((self.weight.ne(0) & ~self.mask.to(self.weight.device)).any())

    def violates(self) -> bool:
        """Whether the weights, as they are now, have more than the layer's pattern keeps."""
        return bool((self.matrix.ne(0) & ~mask(self.matrix.abs(), self.final)).any())

    def resumed(self, moment: Moment, quantize: Format) -> None:
        """The parameter holds what was saved of it, and the rest has been restored."""
        self._moment, self._quantize = moment, quantize
        self.stepping = self.loaded = False
        self._left = self._stamp()

    def release(self) -> None:
        """Keep nothing aside any more: the weights are what they are."""
        self.aside = self.mask = self.gradient = None

    def quickly(self, pattern: NM) -> None:
        """Let `to_sparse` choose the mask by magnitude, in the same pass in which it applies it."""
        if self.mask is None:
            self.mask = torch.empty_like(self.weight, dtype=torch.bool)
        self.pattern, self._due = pattern, pattern

    def _split_copies(self, pattern: NM, mask: Tensor, aside: Tensor) -> None:
        """Where the inputs of a row aren't neighbours: over copies in which they are."""
        weight = self.matrix.contiguous()
        rest, kept = torch.empty_like(weight), torch.empty_like(weight, dtype=torch.bool)
        jitted.split(weight, pattern, rest, kept, self.beta)
        for mine, made in ((self.weight, weight), (aside, rest), (mask, kept)):
            mine.copy_(self.layout.weight(made, mine.shape))

    def pruned(self) -> Tensor | None:
        """W · (1 - Π), while the parameter holds W; None where nothing is kept aside."""
        if self.aside is None or self.mask is None:
            return None
        if self.loaded:
            return self.weight.masked_fill(self.mask, 0)
        return self.aside.masked_fill(self.mask, 0) if self.whole else self.aside

    def shown(self) -> Tensor:
        """A copy of W, whatever the parameter holds."""
        if self.stepping or self.loaded or self.aside is None:
            return self.weight.clone()
        return self.aside.clone() if self.whole else self.weight + (1 - self.beta) * self.aside

    def _follow(self) -> None:
        """Go where the model went: another device, another dtype."""
        weight = self.weight
        if self.aside is not None and (
            self.aside.device != weight.device or self.aside.dtype != weight.dtype
        ):
            self.aside = self.aside.to(weight.device, weight.dtype)
            self.mask = self.mask.to(weight.device) if self.mask is not None else None
            self._left = None

    def _formed(self, master: Tensor) -> Tensor:
        """What the forward pass uses of W: W · (Π + (1 - Π) · beta), quantized where asked."""
        formed = master
        if self.mask is not None:
            formed = torch.where(self.mask, master, master * self._moment.beta)
        if self._quantize == "none":
            return formed
        made = fake_quantize(self.layout.matrix(formed), self._quantize)
        return self.layout.weight(made, master.shape)

    def _merged(self, master: Tensor) -> Tensor:
        """W, with what the cell itself has changed since the last step."""
        if self._left == self._stamp():
            return master
        return torch.where(self.weight == self._formed(master), master, self.weight)

    def _room(self) -> Tensor:
        """A tensor for what is kept aside; the same one from step to step."""
        weight, room = self.weight, self.aside
        alike = room is not None and (room.device, room.dtype, room.stride()) == (
            weight.device,
            weight.dtype,
            weight.stride(),
        )
        if room is None or not alike:
            return torch.empty_like(weight)
        return room

    def _stamp(self) -> tuple[int, int]:
        return self.parameter._version, self.parameter.data_ptr()
