"""The shipped weights and those of this machine, as something that predicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from ....errors import UsageError
from .batches import Batch, batch_of
from .decoding import Undecodable
from .examples import Example, Reader, Vocabulary
from .inference import Inference, Outcome
from .novelty import Familiar

_WEIGHTS = "zen4.npz"
_SETTINGS = "settings"
_FAMILIAR = ("familiar.graphs", "familiar.sequences")
_AT_ONCE = 2048
HERE = "here"


class Network:
    """Weights of the instruction-level network, with what they need to read blocks."""

    def __init__(
        self, settings: dict[str, Any], weights: dict[str, np.ndarray], familiar: Familiar
    ) -> None:
        self.settings = settings
        self.targets: tuple[str, ...] = tuple(settings["targets"])
        self.widths: dict[str, Any] = settings["widths"]
        self.inference = Inference(weights)
        self.familiar = familiar
        self._vocabulary = Vocabulary(settings["words"])
        self._readers: dict[bool, Reader] = {}

    def reader(self, *, alike: bool = True) -> Reader:
        """One for each way to see pointers; it remembers what it has decoded."""
        if alike not in self._readers:
            carried = self.settings["carried"]
            self._readers[alike] = Reader(self._vocabulary, carried=carried, alike=alike)
        return self._readers[alike]

    def outcomes(self, examples: Sequence[Example]) -> Iterator[tuple[np.ndarray, Batch, Outcome]]:
        """(places in `examples`, batch, outcome), blocks of like length together."""
        order = np.argsort([len(each.tokens) for each in examples], kind="stable")
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            batch = batch_of([examples[each] for each in places])
            yield places, batch, self.inference(batch)

    def represented(self, blocks: Sequence[bytes]) -> np.ndarray:
        """(B, D) float32. Raises Undecodable."""
        examples = [self.reader().example(code) for code in blocks]
        parts = [(places, each.summary) for places, _, each in self.outcomes(examples)]
        if not parts:
            return np.zeros((0, 0), np.float32)
        found = np.empty((len(blocks), parts[0][1].shape[1]), np.float32)
        for places, summary in parts:
            found[places] = summary
        return found


class Model:
    """A network with one of its heads, or with a correction of this machine's."""

    def __init__(
        self,
        network: Network,
        target: str,
        correct: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
        residuals: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.network = network
        self.target = target
        self.head = network.targets.index(target) if target in network.targets else 0
        self._correct = correct
        self.residuals = residuals
        """Between these lie 80% of log(measured / corrected), where `correct` was fitted."""

    def read(
        self, blocks: Sequence[bytes], *, alike: bool = True
    ) -> tuple[list[int], list[Example], list[str]]:
        """(places of those that can be read, their examples, why others can't).

        Raises UsageError where `blocks` aren't bytes.
        """
        reader = self.network.reader(alike=alike)
        places, examples, reasons = [], [], []
        for place, code in enumerate(blocks):
            if not isinstance(code, bytes | bytearray | memoryview):
                kind = type(code).__name__
                raise UsageError(f"block {place} is a {kind}: give the bytes of machine code")
            try:
                examples.append(reader.example(bytes(code)))
                places.append(place)
            except Undecodable as error:
                reasons.append(f"block {place}: {error}")
        return places, examples, reasons

    def cycles(self, examples: Sequence[Example]) -> np.ndarray:
        """(B,) float64."""
        found = np.empty(len(examples))
        for places, _, outcome in self.network.outcomes(examples):
            found[places] = self.of(outcome)
        return found

    def of(self, outcome: Outcome) -> np.ndarray:
        """(B,) cycles on this model's target."""
        cycles = outcome.cycles[:, self.head].astype(np.float64)
        return cycles if self._correct is None else self._correct(cycles, outcome.summary)


def model_of(target: str) -> Model:
    """Raises UsageError for a target that isn't known, and where this machine wasn't measured."""
    network = shipped()
    if target in network.targets:
        return Model(network, target)
    if target == HERE:
        from ...here.blocks import head

        local = head.load()
        if local is None:
            raise UsageError("blocks weren't measured here yet: run `%perf calibrate --blocks`")
        return Model(network, target, local.apply, local.residuals)
    raise UsageError(f"no microarchitecture is named {target!r}: {', '.join(known_targets())}")


def known_targets() -> tuple[str, ...]:
    """Those with a head of their own, and this machine."""
    return (*shipped().targets, HERE)


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The network of this package's weights."""
    place = resources.files(__package__).joinpath("weights", _WEIGHTS)
    with place.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        settings = json.loads(arrays[_SETTINGS].tobytes().decode())
        familiar = Familiar(*(arrays[name] for name in _FAMILIAR))
        names = [name for name in arrays.files if name not in (_SETTINGS, *_FAMILIAR)]
        weights = {name: arrays[name].astype(np.float32) for name in names}
    return Network(settings, weights, familiar)
