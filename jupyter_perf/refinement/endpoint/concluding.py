"""What an answer amounts to: how it ended, and what to tell of it.

Only a reason to end that is known to mean "complete" makes an answer complete. None, an unknown one
and no event at all count as truncated: code of such an answer is never run as it came.
"""

from __future__ import annotations

from ...core import units
from .exchange import Ended
from .failures import Failure, Kind
from .heard import Heard
from .target import CallLimits
from .waiting import Stopped
from .wording import shown

BILLED = "what came of it is probably billed"
MAYBE_BILLED = "tokens may have been billed"
NOT_BILLED = "nothing should have been billed"

_COMPLETE = {"stop", "eos", "eos_token", "end_turn", "stop_sequence", "completed"}
_CUT = {"length", "max_tokens", "max_output_tokens", "model_length", "token_limit"}
_DECLINED = {"content_filter", "safety", "recitation", "refusal", "blocklist", "prohibited_content"}
_TOOL = {"tool_calls", "function_call", "tool_use", "tool_call"}


def conclusion(
    heard: Heard,
    stopped: Stopped | None,
    failure: Failure | None,
    content_type: str,
    where: str,
    limits: CallLimits,
) -> tuple[Ended, str]:
    """How the answer ended, and what to say where that isn't as it should be."""
    if heard.finish and stopped is not Stopped.SIZE:
        return _finished(heard, where)
    if stopped is not None:
        return _stopped(heard, stopped, where, limits)
    if failure is not None:
        words = f" ({failure.words})" if failure.words else ""
        broke = {
            Kind.REPORTED: f"{where} broke off its answer{words}",
            Kind.UNREADABLE: f"{where} sent what doesn't follow OpenAI's API in mid-answer",
            Kind.LATE: f"{where} fell silent in mid-answer",
        }.get(failure.kind, f"The connection to {where} broke in mid-answer{words}")
        return Ended.TRUNCATED, f"{broke}; {BILLED}. What came is kept, but not run as it is."
    return _unfinished(heard, content_type, where)


def _finished(heard: Heard, where: str) -> tuple[Ended, str]:
    reason = heard.finish
    if heard.refusals or reason in _DECLINED:
        words = shown("".join(heard.refusals))
        who = f"The model declined: {words}" if words else f"A content filter of {where} declined"
        return Ended.REFUSED, f"{who.rstrip('.')}; {BILLED}. Asking for less at once may help."
    if reason in _CUT:
        return Ended.LENGTH, f"The answer reached the limit of tokens; {BILLED}."
    if reason not in _COMPLETE | _TOOL:
        end = shown(reason, limit=40)
        return Ended.TRUNCATED, f"{where} ended the answer with {end!r}; {BILLED}."
    if heard.text.strip():
        return Ended.STOP, ""
    if reason in _TOOL or heard.called_tool:
        tool = "The model called a tool instead of answering, though it was offered none"
        return Ended.FAILED, f"{tool}; {BILLED}. Another model may do better."
    only = "reasoning and no answer" if heard.thoughts else "nothing"
    return Ended.STOP, f"The model wrote {only}; {BILLED}."


def _stopped(heard: Heard, stopped: Stopped, where: str, limits: CallLimits) -> tuple[Ended, str]:
    if stopped is Stopped.SIZE:
        most = units.size(limits.answer_bytes)
        return Ended.CANCELLED, f"Stopped: the answer grew past all use (limit: {most}); {BILLED}."
    cost = BILLED if heard.characters else MAYBE_BILLED
    if stopped is Stopped.CANCELLED:
        return Ended.CANCELLED, f"Stopped on request; {cost}."
    time = units.seconds(limits.seconds)
    if heard.characters:
        return Ended.CANCELLED, f"Stopped after {time}, with the answer still coming; {cost}."
    remedy = "Give it a larger budget, or try a faster model."
    return Ended.FAILED, f"{where} sent no answer within {time}; {cost}. {remedy}"


def _unfinished(heard: Heard, content_type: str, where: str) -> tuple[Ended, str]:
    if content_type in ("text/html", "application/xhtml+xml"):
        remedy = "Check the base URL: it usually ends in /v1."
        return Ended.FAILED, f"{where} sent a web page, not an answer; {NOT_BILLED}. {remedy}"
    if heard.events and not content_type.endswith("json"):
        return (
            Ended.TRUNCATED,
            f"{where} ended the answer without saying that it is whole; {BILLED}.",
        )
    if content_type.endswith("json") and not heard.events:
        remedy = "Check that the base URL is that of a chat model's API."
        return Ended.FAILED, f"{where} sent JSON that is no answer; {MAYBE_BILLED}. {remedy}"
    return Ended.TRUNCATED, f"{where} ended the answer before it began; {MAYBE_BILLED}."
