"""From a question to its answer: every block on every target, and anew with something changed."""

from __future__ import annotations

import datetime
import time
from collections.abc import Sequence
from typing import Any

from ...core import units, versions
from ...errors import UsageError
from .predicting import Appraised, Model
from .question import Listed, Question
from .result import Block, BlockEstimate, Instruction, Prediction
from .sensitivity import Parts, without, without_all, worth_leaving_out
from .zeroing import cut, stand_in

_ASSUMED = (
    "all data lie in the first-level cache, and the loop runs for long",
    "the jump that closes the loop is predicted and costs nothing beside its body",
)
_MOST_CHOICES = 40
_MODULES = ("iced-x86", "numpy")


def estimate(asked: Question, model: Model) -> BlockEstimate:
    """Predict what is asked. Raises UsageError for bytes that are no block's body, which says where
    and which block of several it is, and MissingExtra without a disassembler."""
    begun = time.monotonic()
    several = len(asked.listings) > 1
    blocks = tuple(
        _block(each, asked, model, f"block {number}, " if several else "")
        for number, each in enumerate(asked.listings, 1)
    )
    return BlockEstimate(
        source=asked.text,
        blocks=blocks,
        assumptions=_ASSUMED,
        model=model.about(asked.targets[0]),
        searched_seconds=round(time.monotonic() - begun, 4),
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        versions=versions.of_modules(_MODULES),
    )


def _block(listed: Listed, asked: Question, model: Model, which: str) -> Block:
    from ..models.granite.decoding import Undecodable, decode

    try:
        instructions = decode(listed.code)
    except Undecodable as error:
        raise UsageError(f"{which}{listed.origin}: {error.reason}") from None
    listing = _listing(instructions, listed)
    alike = len(asked.listings) * len(asked.targets)
    found = tuple(
        _prediction(listing, instructions, target, model, alike) for target in asked.targets
    )
    others = [str(each) for each in listed.choices if each.number != listed.chosen]
    notes = (*listed.notes, *_of_avx512(instructions))
    return Block(listed.origin, listing, found, notes, tuple(others[:_MOST_CHOICES]), listed.line)


def _of_avx512(instructions: Sequence[Any]) -> tuple[str, ...]:
    """A warning where there are any such: no block that the model was trained on had one."""
    from iced_x86 import EncodingKind

    count = sum(each.encoding == EncodingKind.EVEX for each in instructions)
    if not count:
        return ()
    of = units.counted(len(instructions), "instruction")
    return (
        f"{count} of {of} {'is' if count == 1 else 'are'} AVX-512: no block that the model learnt"
        " from has any, so take the figure as a guess",
    )


def _listing(instructions: Sequence[Any], listed: Listed) -> tuple[Instruction, ...]:
    from iced_x86 import Formatter, FormatterSyntax

    intel = Formatter(FormatterSyntax.INTEL)
    intel.space_after_operand_separator = True
    intel.signed_immediate_operands = True
    intel.hex_prefix, intel.hex_suffix = "0x", ""
    return tuple(
        Instruction(
            listed.address + each.ip,
            listed.code[each.ip : each.ip + each.len].hex(),
            intel.format(each),
        )
        for each in instructions
    )


def _prediction(
    listing: Sequence[Instruction],
    instructions: Sequence[Any],
    target: str,
    model: Model,
    alike: int,
) -> Prediction:
    """Of the block of `listing`, one of `alike` predictions that are asked for at once."""
    parts = Parts(
        [bytes.fromhex(each.code) for each in listing], [stand_in(each) for each in instructions]
    )
    found = _appraised(parts.without(()), target, model)

    def appraise(blocks: list[bytes]) -> Sequence[Appraised | None]:
        return model.appraise(blocks, target)

    names = [each.mnemonic for each in listing]
    places = worth_leaving_out(found.contributions, found.path, alike)
    zeroed = cut(instructions, found.path)
    [unchained] = appraise([zeroed + parts.without(())]) if zeroed else [None]
    return Prediction(
        target=target,
        title=model.titles()[target],
        cycles=found.cycles,
        contributions=found.contributions,
        chain=found.chain,
        path=found.path,
        without=tuple(without(parts, places, appraise)),
        without_all=without_all(parts, names, found.contributions, appraise),
        unchained=None if unchained is None else unchained.cycles,
        clock_hz=model.clock_hz(target),
        notes=found.notes,
    )


def _appraised(code: bytes, target: str, model: Model) -> Appraised:
    [found] = model.appraise([code], target)
    if found is None:
        raise UsageError(f"the model can't predict this block on {target}")
    return found
