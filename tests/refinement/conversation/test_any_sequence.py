"""Whatever comes in whatever order: never worse, never unverified, nothing lost, nothing untrue."""

from __future__ import annotations

import json
import random

import pytest
from stubs import SOURCE, Clock, does_of, lead, timing

from jupyter_perf.core.code import Candidate
from jupyter_perf.refinement.conversation.record import Conversation
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended, Prompt, Usage
from jupyter_perf.refinement.verdict import Evidence, Faster

KINDS = ("right", "wrong", "fails", "opaque", "late", "here", "untried", "equal")
GARBAGE = (
    "",
    "I can't help with that.",
    "```python\ndef f(:\n```",
    "```javascript\nlet x = 1;\n```",
    "<think>and so on",
    "\x00\ufffd\ud800" * 20,
    '{"edits": 7}',
    '{"edits": [{"find": "no such line", "replace": "x"}]}',
    "```python\n" + "(" * 3000 + "\n```",
    "```python\nx = " + "-" * 3000 + "1\n```",
    "[" * 5000,
)
FATAL = Answer(ended=Ended.FAILED, trouble="the key was refused", fatal=True)
UNASKED = Answer(ended=Ended.NOT_ASKED, trouble="no money is left", fatal=True, attempts=0)
UNENDED = (Ended.LENGTH, Ended.TRUNCATED, Ended.REFUSED, Ended.CANCELLED, Ended.FAILED)


class Model:
    """Says anything at all, some time, perhaps twice."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.hopeless = self.chance.random() * 0.1
        self.slow = self.chance.choice((1.0, 5.0, 30.0))

    def __call__(self, prompt: Prompt) -> list[tuple[float, Answer]]:
        chance = self.chance
        replies = [(chance.random() * self.slow, self.answer(prompt))]
        if chance.random() < 0.05:
            replies.append((chance.random() * 3 * self.slow, self.answer(prompt)))
        if chance.random() < 0.05:
            replies[0] = (float("inf"), replies[0][1])
        return replies

    def answer(self, prompt: Prompt) -> Answer:
        chance = self.chance
        if chance.random() < self.hopeless:
            return chance.choice((FATAL, UNASKED))
        text = self.text(prompt)
        usage = Usage(chance.randrange(500), len(text) // 4, counted=chance.random() < 0.5)
        if chance.random() < 0.2:
            ended = chance.choice(UNENDED)
            trouble = "it failed" if ended is Ended.FAILED else ""
            return Answer(text, ended, usage, usd=chance.choice((None, 0.01)), trouble=trouble)
        return Answer(text, usage=usage, usd=0.01)

    def text(self, prompt: Prompt) -> str:
        chance = self.chance
        if chance.random() < 0.2:
            return chance.choice(GARBAGE)
        if prompt.purpose == "critique":
            slow = chance.random() < 0.8
            point = {"line": chance.choice((1, -3, "x")), "problem": "p", "remedy": "r"}
            return json.dumps({"slow": slow, "points": [point] * chance.randrange(3)})
        if prompt.purpose == "explore":
            names = [{"name": f"a{n}", "idea": "i"} for n in range(chance.randrange(4))]
            return json.dumps({"algorithms": names})
        ratio = chance.choice((chance.uniform(0.3, 9), 3.0))  # some answers are equal
        line = f"out = list(data)  # does {chance.choice(KINDS)} {ratio:.2f}"
        if prompt.schema is not None:
            find = chance.choice(("out = []", "    out.append(x)", "out = list(data)"))
            return json.dumps({"edits": [{"find": find, "replace": line}]})
        return f"Counted anew.\n\n```python\n{line}\nx = 1\n```\n"


def settings(chance: random.Random) -> dict:
    part = chance.choice((None, None, (2, 4)))
    start = "" if part else chance.choice(("", "", f"{SOURCE}# does right 2.5\n", "x = (\n"))
    return {
        "rounds": chance.randrange(1, 6),
        "samples": chance.randrange(1, 6),
        "strategy": chance.choice(("rewrite", "rewrite", "explore", "edit")),
        "concise": chance.random() < 0.3,
        "share_values": chance.random() < 0.2,
        "context_tokens": chance.choice((2000, 16_000)),
        "part": part,
        "start": start,
        "said": chance.choice(((), ("use numpy",))),
        "usd_per_token": chance.choice((None, 1e-6)),
    }


def best_of_rules(chance: random.Random) -> Faster | None:
    if chance.random() < 0.7:
        return None
    candidate = Candidate(f"{SOURCE}# does right 1.9\n", ("some-rule",))
    return Faster(candidate, Evidence(own=1, generated=8), timing(1.9, "faster"))


@pytest.mark.parametrize("group", range(10))
def test_any_sequence_of_answers_keeps_what_is_promised(group):
    for seed in range(group * 30, group * 30 + 30):
        chance = random.Random(f"sequence {seed}")
        chosen, best = settings(chance), best_of_rules(chance)
        stop_at = chance.choice((float("inf"), float("inf"), chance.uniform(0, 40)))
        clock = Clock(chance.choice((5.0, 20.0, 60.0, 300.0)), stop_at)
        led = lead(Model(seed), clock, best, **chosen)
        try:
            never_worse(led, best)
            nothing_lost(led)
            nothing_untrue(led, chosen)
            in_its_place(led, chosen)
        except AssertionError as error:
            raise AssertionError(f"sequence {seed}: {chosen}") from error


def never_worse(led, best):
    """What is accepted was verified, is faster, and no slower than what there was."""
    accepted = led.accepted
    if accepted is None:
        return
    does, ratio = does_of(accepted.candidate.code)
    assert does == "right"
    assert accepted.ratio == ratio > 1.0
    assert best is None or accepted.ratio >= best.ratio
    if led.lead.talk is not None and led.lead.talk.sifting.best is not None:
        assert led.lead.talk.sifting.ratio == accepted.ratio


def nothing_lost(led):
    """Every request has its exchange, every judged code its verdict, all tokens are counted."""
    talk = led.lead.conversation
    again = Conversation.from_json(json.loads(json.dumps(talk.to_json())))
    assert again == talk
    assert len(talk.exchanges) == len(led.context.asked)
    assert sorted((e.round, e.sample, e.purpose) for e in talk.exchanges) == sorted(
        (p.round, p.sample, p.purpose) for p in led.context.asked
    )
    for exchange in talk.exchanges:
        assert exchange.outcome or exchange.answer.trouble, exchange
        assert talk.prompts[exchange.prompt]
    judged = {verdict.candidate.code for verdict in led.verdicts}
    current = led.lead.current
    judged |= {current.code} if led.was_stopped and current is not None else set()
    assert {e.candidate for e in talk.exchanges if e.candidate} <= judged
    assert len(judged) >= len(set(led.judge.judged))
    assert len(led.judge.judged) == len(set(led.judge.judged))
    counted = sum(e.answer.usage.input_tokens for e in talk.exchanges)
    assert talk.usage.input_tokens == counted


def nothing_untrue(led, chosen):
    """Why it ended is so; a round says what it brought."""
    talk, clock = led.lead.conversation, led.context.clock
    if led.lead.talk is None:
        return
    assert talk.ended
    assert (talk.ended == "you stopped it") == clock.stopped_by_user
    if talk.ended == "all rounds were used":
        assert len(talk.rounds) == chosen["rounds"]
    if talk.ended == "the budget was used up":
        assert clock.budget - clock.now < 1.6
    for turn in talk.rounds:
        here = [e for e in talk.exchanges if e.round == turn.number and e.candidate]
        assert turn.right <= turn.tried == len(here) or led.was_stopped
        assert turn.best is None or turn.best > 1.0
    if not chosen["share_values"]:
        sent = "".join(m.content for prompt in talk.prompts for m in prompt)
        assert "SECRET" not in sent + "".join(f for turn in talk.rounds for f in turn.feedback)


def in_its_place(led, chosen):
    """The rest of a cell stays as it is where a part is refined, and answers fit where they go."""
    outcomes = [exchange.outcome for exchange in led.lead.conversation.exchanges]
    assert not any("isn't the one that the part was taken from" in each for each in outcomes)
    if chosen["part"] and led.lead._began == "the original":
        for code in led.judge.judged:
            assert code.startswith("before = 1\n")
            assert code.endswith("after = 2\n")
    if chosen["strategy"] == "edit":
        for code in led.judge.judged:
            assert "before = 1\n" in code or code == chosen["start"]
