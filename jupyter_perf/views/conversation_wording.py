"""What a conversation with a model says of itself, in sentences that all forms of it share."""

from __future__ import annotations

from ..core import units
from ..measure.timing import Timing
from ..refinement.conversation.record import Conversation, Exchange, Round
from ..refinement.endpoint.exchange import Ended
from ..refinement.endpoint.spending import Spent
from ..refinement.result import Refinement
from ..refinement.verdict import Faster
from . import wording
from .limits import Detail, clipped

REPLAY = "Replay of a recorded conversation: no model was asked, and nothing was spent."
MOST_SAID = 3
"""Of what the user asked for, the latest; the record has all."""
ROUNDS = ("Round", "Tried", "Same answer", "Best")
_ENDINGS = {
    Ended.LENGTH: "cut off at its longest",
    Ended.TRUNCATED: "ended early",
    Ended.REFUSED: "declined",
    Ended.CANCELLED: "stopped",
    Ended.FAILED: "no answer",
    Ended.NOT_ASKED: "not asked",
}


def title(talk: Conversation) -> str:
    """`Conversation with openai:gpt-5 (explore, concise)`."""
    what = "Replay of a conversation" if talk.replay else "Conversation"
    how = [talk.strategy if talk.strategy != "rewrite" else "", "concise" if talk.concise else ""]
    said = ", ".join(each for each in how if each)
    return f"{what} with {talk.model}" + (f" ({said})" if said else "")


def spend(talk: Conversation) -> str:
    """`3 calls, 12,300 tokens, $0.042`."""
    if talk.replay:
        return "nothing: a replay"
    if not talk.calls:
        return "nothing: no request was sent"
    used = talk.usage
    spent = Spent(talk.calls, used.input_tokens, used.output_tokens, talk.usd, used.counted)
    return spent.words()


def about(talk: Conversation, detail: Detail) -> list[str]:
    """From where it went on, what was asked for, why it ended, what it cost: a line each."""
    lines = [f"went on from {talk.began}" if talk.began else ""]
    lines += [f"you said: {text}" for text in talk.said[-MOST_SAID:]]
    lines += [f"ended: {talk.ended}" if talk.ended else "", f"spent: {spend(talk)}", sizes(talk)]
    names = dict.fromkeys(e.answer.model for e in talk.exchanges if e.answer.model)
    other = [name for name in names if not talk.model.endswith(name)]
    lines.append(f"the model calls itself {', '.join(other)}" if other else "")
    return [clipped(line, detail.talk.line_chars) for line in lines if line]


def sizes(talk: Conversation) -> str:
    """`first request: about 4,100 tokens ($0.0051), or 1,900 ($0.0024) with --concise`."""
    full, concise = talk.prompt_tokens
    if not full and not concise:
        return ""
    costs = [""] * 2 if talk.prompt_usd is None else [f" ({units.usd(n)})" for n in talk.prompt_usd]
    if talk.concise:
        used = f"about {units.count(concise)} tokens{costs[1]} as --concise"
        return f"first request: {used}, or {units.count(full)}{costs[0]} in full"
    used = f"about {units.count(full)} tokens{costs[0]}"
    return f"first request: {used}, or {units.count(concise)}{costs[1]} with --concise"


def timing_of(found: Refinement, turn: Round) -> Timing | None:
    """What the best ratio of a round was measured by: a ratio is never shown without it."""
    for verdict in found.verdicts:
        if isinstance(verdict, Faster) and verdict.ratio == turn.best:
            return verdict.timing
    return None


def best_of(found: Refinement, turn: Round) -> str:
    """`3.10× (2.9–3.3×)`; "" where nothing of this round was faster."""
    if turn.best is None:
        return ""
    timing = timing_of(found, turn)
    return f"about {units.ratio(turn.best)}" if timing is None else wording.speed(timing)


def outcome(exchange: Exchange) -> str:
    """What became of an answer: `faster, 3.1×`, `no answer: the key was refused`."""
    ending = _ENDINGS.get(exchange.answer.ended, "")
    said = exchange.outcome or exchange.answer.trouble
    return ": ".join(filter(None, (ending, said))) or "answered"


def fed_back(turn: Round, detail: Detail) -> list[str]:
    """What the requests of a round said of those before, a line each."""
    fed = [" ".join(line.split()) for line in turn.feedback[: detail.talk.feedback]]
    return [clipped(line, detail.talk.line_chars) for line in fed]


def head_of(exchange: Exchange) -> str:
    """`round 1, sample 2, rewrite`."""
    return f"round {exchange.round}, sample {exchange.sample}, {exchange.purpose}"


def written(text: str) -> str:
    """A text of the model or of a request with one kind of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def troubles(found: Refinement) -> tuple[str, ...]:
    """What went wrong with the endpoint and isn't said already."""
    talk = found.conversation
    if talk is None:
        return ()
    return tuple(trouble for trouble in talk.troubles if trouble != found.reason)


def warnings(found: Refinement) -> list[str]:
    """What must be seen first: that it is a replay, and why a model brought nothing."""
    talk = found.conversation
    if talk is None:
        return []
    said = list(troubles(found)) if are_prominent(found) else []
    return [REPLAY, *said] if talk.replay else said


def are_prominent(found: Refinement) -> bool:
    """Whether troubles are what a reader must see first."""
    return found.best is None


def kept(found: Refinement, detail: Detail) -> list[Exchange]:
    """The exchanges that are shown, in their order; the one that brought the best among them."""
    talk = found.conversation
    if talk is None:
        return []
    code = None if found.best is None else found.best.candidate.code
    places = range(len(talk.exchanges))
    useful = sorted(places, key=lambda at: (talk.exchanges[at].candidate != code, at))
    return [talk.exchanges[at] for at in sorted(useful[: detail.talk.exchanges])]


def missing(found: Refinement, detail: Detail) -> list[str]:
    """What of a conversation isn't shown, in words."""
    talk = found.conversation
    if talk is None or not talk.exchanges:
        return []
    shown, said = kept(found, detail), []
    if more := len(talk.exchanges) - len(shown):
        said.append(f"{units.counted(more, 'answer')} of the model")
    if any(len(each.answer.text) > detail.talk.answer_chars for each in shown):
        said.append("the ends of long answers")
    sent = {at for each in shown if (at := each.prompt) < len(talk.prompts)}
    texts = [message.content for at in sent for message in talk.prompts[at]]
    if texts and not detail.talk.sent_chars:
        said.append("what was sent to the model")
    elif any(len(text) > detail.talk.sent_chars for text in texts):
        said.append("the ends of long messages to the model")
    if (more := len(talk.rounds) - detail.talk.rounds) > 0:
        said.append(units.counted(more, "earlier round"))
    return said


def lines(found: Refinement, detail: Detail) -> list[str]:
    """The conversation in short, for a console: rounds, feedback, cost."""
    talk = found.conversation
    if talk is None:
        return []
    said = [title(talk), *(f"- {line}" for line in about(talk, detail))]
    if not are_prominent(found):
        said += [f"- trouble: {trouble}" for trouble in troubles(found)]
    for turn in talk.rounds[-detail.talk.rounds :]:
        said.append(f"- {_in_words(found, turn)}")
        said += [f"  fed back: {line}" for line in fed_back(turn, detail)]
    if talk.exchanges:
        said.append("All that was sent and answered: jp.last().conversation")
    return [clipped(line, detail.words_chars) for line in said]


def _in_words(found: Refinement, turn: Round) -> str:
    best = best_of(found, turn)
    right = f"{units.count(turn.right)} with the same answer"
    parts = [f"{units.count(turn.tried)} tried", right, f"best {best}" if best else ""]
    return f"round {turn.number}: {', '.join(filter(None, parts))}"
