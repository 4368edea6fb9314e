"""What a judge of weights is: it looks at a layer's inputs, and then says what stays."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from ..pattern import NM, Pattern, Unstructured

if TYPE_CHECKING:
    from torch import Tensor

Choose = Callable[["Tensor", Pattern], "Tensor"]
"""(scores, pattern) → mask."""


class Judge(Protocol):
    """Of one layer, whose weight is a matrix of (rows, columns)."""

    def see(self, inputs: Tensor) -> None:
        """A matrix of (samples, columns): inputs that the layer is about to multiply."""

    def pruned(self, weight: Tensor, pattern: Pattern, choose: Choose) -> Tensor:
        """What becomes of the weight. It was shown at least one input, and changes nothing."""


@dataclasses.dataclass
class ByMagnitude:
    """|w|: it needs no inputs."""

    recipe: Any = None
    columns: int = 0
    device: Any = None

    def see(self, inputs: Tensor) -> None:
        """Nothing to learn."""

    def pruned(self, weight: Tensor, pattern: Pattern, choose: Choose) -> Tensor:
        return weight * choose(weight.abs(), pattern)


def by_row(pattern: Pattern) -> bool:
    """Whether rows can be judged one by one."""
    return isinstance(pattern, (NM, Unstructured))
