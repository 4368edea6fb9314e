"""By which number recipes are compared: named, or guessed from what the cell leaves."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping

from ...errors import UsageError
from ..result import Direction

LAST_LOSS = "last loss"
"""The metric's name where the cell leaves none: the mean of the last tenth of its losses."""
_HIGHER = ("accuracy", "acc", "f1", "auc", "auroc", "precision", "recall", "r2", "bleu", "rouge",
           "score", "iou", "dice", "correct", "hits")  # fmt: skip
_LOWER = ("loss", "error", "err", "mse", "rmse", "mae", "perplexity", "ppl", "nll", "wer", "cer",
          "bpc", "fid")  # fmt: skip
_HELD_OUT = ("test", "val", "valid", "validation", "eval", "held", "dev")
_TRAINING = ("train", "training", "best", "running", "batch", "epoch", "total", "num", "n")


@dataclasses.dataclass(frozen=True)
class Metric:
    """A name among what the cell leaves, and whether more of it is better."""

    name: str
    direction: Direction | None = None
    """None: by its name."""

    @property
    def better(self) -> Direction:
        return self.direction or ("min" if _kind(self.name) == "min" else "max")


def metric_of(text: str | None) -> Metric | None:
    """The metric that `acc`, `acc:max` or `metrics.eval_loss:min` names. Raises UsageError."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise UsageError(f"`metric` is the name of a variable, not {type(text).__name__}")
    name, _, direction = text.strip().partition(":")
    if not re.fullmatch(r"[^\W\d]\w*(\.[\w/ -]+)?", name.strip()):
        raise UsageError(
            f"`metric` is the name of a variable that the cell leaves, such as acc or acc:max (for"
            f" an entry of a dictionary: metrics.eval_loss), not {text!r:.40}"
        )
    if direction not in ("", "max", "min"):
        raise UsageError(f"a metric is better at its `max` or `min`, not {direction!r:.40}")
    return Metric(name.strip(), direction or None)  # type: ignore[arg-type]


def guessed(values: Mapping[str, float]) -> Metric | None:
    """The likeliest of the numbers that a cell leaves, by their names; None where none is.

    What is held out goes before the rest, quality before loss, and what a training loop leaves of
    its last batch comes last.
    """
    rated = [(rate, name) for name in values if (rate := _rate(name))]
    return Metric(max(rated, key=lambda pair: pair[0])[1]) if rated else None


def _rate(name: str) -> int:
    words = _words(name)
    kind = _kind(name)
    if not kind:
        return 0
    rate = 4 if kind == "max" else 2
    rate += 4 * any(word in _HELD_OUT for word in words)
    return max(1, rate - 3 * any(word in _TRAINING for word in words))


def _kind(name: str) -> str:
    words = _words(name)
    if any(word in _LOWER for word in words):
        return "min"
    return "max" if any(word in _HIGHER for word in words) else ""


def _words(name: str) -> list[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    words = re.split(r"[\W_\d]+", spaced.lower())
    return [*words, *re.findall(r"[a-z]+\d", name.lower())]


def last_loss(losses: tuple[float, ...]) -> float | None:
    """The mean of the last tenth; None where there are none, or they aren't finite."""
    last = losses[-max(1, len(losses) // 10) :]
    return sum(last) / len(last) if last and all(map(math.isfinite, last)) else None
