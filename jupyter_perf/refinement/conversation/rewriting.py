"""From an answer to code that can be judged."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..answers import blocks, edits
from ..answers.thinking import without_thinking
from ..answers.trim import complete_prefix
from ..endpoint.exchange import Answer, Ended
from ..result import explain
from ..verdict import Faster, Verdict
from .base import Base, Proposal
from .situation import Attempt

if TYPE_CHECKING:
    from ..answers.focus import Focus

_SUMMARY_CHARS = 200
_MOST_NAMED = 3
_MOST_UNREAD_CHARS = 20_000
"""More than is ever sent: where that is cut, secrets are hidden before."""
_ENDINGS = {
    Ended.LENGTH: "cut off at its longest, and not used",
    Ended.TRUNCATED: "incomplete, the connection ended early, and not used",
    Ended.REFUSED: "the model declined",
    Ended.CANCELLED: "stopped before it was complete",
}


class Unusable(Exception):
    """There is no code to judge; the message says why, `attempt` what the model should hear."""

    def __init__(self, text: str, attempt: Attempt | None = None) -> None:
        super().__init__(text)
        self.attempt = attempt


def proposed(answer: Answer, as_edits: bool, base: Base) -> Proposal:
    """The whole new source that an answer about `base` comes to. Raises Unusable.

    Only an answer that came to its own end is used: half a rewrite may run and be wrong.
    """
    if why := unfinished(answer):
        raise Unusable(why, _about_length(answer))
    if as_edits:
        try:
            written = edits.apply_edits(base.text, answer.text)
        except ValueError as error:
            why = str(error)
            raise Unusable(f"its edits can't be made: {why}", _unread(answer, why)) from None
        return _whole(written, base)
    code = blocks.code_of(answer.text, binds=base.binds, original=base.text)
    if code is None:
        why = "no Python code that can be compiled in it"
        raise Unusable(why, _unread(answer, why))
    return _whole(code, base)


def unfinished(answer: Answer) -> str:
    """Why an answer isn't used, whatever stands in it; empty where it came to its own end."""
    if answer.ended is Ended.STOP:
        return ""
    return answer.trouble or _ENDINGS.get(answer.ended, str(answer.ended))


def _whole(written: str, base: Base) -> Proposal:
    """`written` in the place of the part that was shown, where that wasn't all."""
    code = written
    if base.focus is not None:
        try:
            code = _in_place(written, base.code, base.focus)
        except ValueError as error:
            attempt = Attempt(written, f"It can't be put in place: {error}")
            raise Unusable(str(error), attempt) from None
    if odd := unseen(code, base.code):
        why = f"it holds characters that nobody sees ({odd})"
        raise Unusable(f"{why}: not run", Attempt(written, f"It isn't run: {why}."))
    if base.code.endswith("\n") and not code.endswith("\n"):
        code += "\n"
    return Proposal(base, code, written if base.focus is not None else code)


def unseen(code: str, known: str) -> str:
    """Names of characters of `code` that aren't seen as they are read, and aren't in `known`.

    Marks of direction, of no width and of control let code look like what it isn't ("Trojan
    Source", arXiv 2111.00169): a person who applies it would have read something else.
    """
    new = {char for char in code if _is_unseen(char)} - set(known)
    names = sorted(unicodedata.name(char, f"U+{ord(char):04X}") for char in new)
    return ", ".join(names[:_MOST_NAMED])


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf") and char not in "\t\n\r\f"


def _in_place(code: str, source: str, focus: Focus) -> str:
    """The source with `code` for its part; without what stands after it in the answer, if need be.

    Models go on with what follows the part, as it stands in the outline or as they imagine it.
    """
    from ..answers.focus import replaced
    from ..answers.trim import trimmed

    try:
        return replaced(source, focus, code)
    except ValueError:
        lines = source.splitlines(keepends=True)
        first, last = focus.part
        block = trimmed("".join(lines[: first - 1]), code, "".join(lines[last:]))
        if block is None:
            raise
        return replaced(source, focus, block)


def _about_length(answer: Answer) -> Attempt | None:
    """What came of an answer that was cut off, to be shown to the model and never run."""
    if answer.ended is not Ended.LENGTH:
        return None
    whole = complete_prefix(blocks.begun_code(answer.text)) or "# …"
    return Attempt(whole, "Cut off here, the answer was too long: be brief, give the code alone.")


def _unread(answer: Answer, why: str) -> Attempt:
    said = without_thinking(answer.text)[:_MOST_UNREAD_CHARS]
    return Attempt(said, f"It couldn't be read: {why}.", language="")


def summary_of(text: str) -> str:
    """The first sentence that a model says before its code, as plain text."""
    prose = re.split(r"```|~~~", without_thinking(text), maxsplit=1)[0]
    if prose == text or prose.lstrip().startswith(("{", "<")):
        return ""
    words = " ".join(prose.split())
    sentence = re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]
    return sentence if len(sentence) <= _SUMMARY_CHARS else sentence[:_SUMMARY_CHARS] + "…"


def outcome_of(verdict: Verdict) -> str:
    """One line on a verdict, for the record of the conversation."""
    if isinstance(verdict, Faster) and verdict.evidence.general:
        return f"same answer, {verdict.ratio:.3g}× as fast"
    return explain(verdict) or "same answer, not faster"
