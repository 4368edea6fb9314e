"""How long a model takes to read a prompt and to write an answer, on one or several devices."""

from __future__ import annotations

from dataclasses import dataclass, field

from ....core.ranges import Range
from ....core.targets import Target
from ....errors import UsageError
from .. import links
from ..efficiency import Efficiency
from ..roofline import Timeline, timeline
from .architecture import Architecture
from .passes import Pass, works
from .precision import Precision

MOST_TOKENS = 100_000_000
MOST_SEQUENCES = 1_000_000
MOST_DEVICES = 1024


@dataclass(frozen=True)
class Serving:
    """What is asked of a model. Raises UsageError for what makes no sense."""

    prompt: int = 512
    """Tokens of each sequence that are read."""
    output: int = 128
    """Tokens of each sequence that are written."""
    batch: int = 1
    """Sequences at once, all of one length."""
    precision: Precision = field(default_factory=Precision)
    devices: int = 1
    """That share each layer (tensor parallelism)."""

    def __post_init__(self) -> None:
        limits = {
            "prompt": MOST_TOKENS,
            "output": MOST_TOKENS,
            "batch": MOST_SEQUENCES,
            "devices": MOST_DEVICES,
        }
        for name, most in limits.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
                raise UsageError(f"`{name}` must be a whole number from 1 to {most:,}")


@dataclass(frozen=True)
class Generation:
    """An answer: its prompt read at once, then token by token."""

    serving: Serving
    first_token: Range
    """Seconds until the first token is there."""
    per_token: Range
    """Seconds from one token of a sequence to its next, halfway through the answer."""
    seconds: Range
    """Until the last one."""
    tokens_per_s: Range
    """Written in all sequences together, the reading of prompts counted in."""
    prefill: Timeline
    decode: Timeline
    """One step, halfway through the answer."""
    assumptions: tuple[str, ...]


def prefill(
    model: Architecture, target: Target, serving: Serving, efficiency: Efficiency | None = None
) -> Timeline:
    """Reading all prompts at once, up to the first token of each answer.

    Raises UsageError where the target's figures are unknown.
    """
    step = Pass(serving.batch, serving.prompt, 0, serving.precision, serving.devices)
    return timeline(works(model, step), target, efficiency)


def decode(
    model: Architecture,
    target: Target,
    serving: Serving,
    context: int | None = None,
    efficiency: Efficiency | None = None,
) -> Timeline:
    """One more token of each sequence after `context` ones (default: halfway through the answer).

    Raises UsageError for a model that writes nothing, and as `prefill`.
    """
    if not (model.causal and model.head_weights):
        raise UsageError(f"a model of the kind {model.family} reads text and writes none")
    before = serving.prompt + serving.output // 2 if context is None else context
    step = Pass(serving.batch, 1, before, serving.precision, serving.devices)
    return timeline(works(model, step), target, efficiency)


def generate(
    model: Architecture, target: Target, serving: Serving, efficiency: Efficiency | None = None
) -> Generation:
    """The whole answer. Raises as `decode`."""
    reading = prefill(model, target, serving, efficiency)
    writing = decode(model, target, serving, efficiency=efficiency)
    # A step's time grows evenly with the tokens before it, so the middle one stands for all.
    steps = serving.output - 1
    first, each = reading.seconds, writing.seconds
    whole = Range(
        first.value + steps * each.value,
        first.low + steps * each.low,
        first.high + steps * each.high,
    )
    written = serving.batch * serving.output
    rate = Range(written / whole.value, written / whole.high, written / whole.low)
    said = (
        *model.assumptions,
        *reading.assumptions,
        *(each for each in writing.assumptions if each not in reading.assumptions),
        *_notes(model, target, serving),
    )
    return Generation(serving, first, each, whole, rate, reading, writing, said)


def _notes(model: Architecture, target: Target, serving: Serving) -> list[str]:
    notes = []
    longest = serving.prompt + serving.output
    if longest > model.context:
        notes.append(f"{longest:,} tokens are more than the {model.context:,} it was made for")
    if model.active_parameters < model.parameters:
        notes.append("tokens choose among experts evenly")
    if serving.precision.activation_bits < 8:
        notes.append("computed as fast as with 8 bits: peaks of fewer aren't in the catalogue")
    if serving.devices > 1:
        link = links.between(target)
        known = "" if links.listed(target) else ", assumed"
        notes.append(
            f"{serving.devices} × {target.name} over {link.title} ({link.gb_per_s:g} GB/s{known})"
        )
    return notes
