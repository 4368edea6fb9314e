"""A conversation whose clock, judge, sandbox and model are a test's own: hundreds in seconds.

Everything between them is the real thing: loop, prompts, extraction, record. What a code does is
written in it: `# does right 3.0` is right and 3.0 times as fast, `# does wrong` isn't right.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from collections.abc import Callable
from typing import Any

from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.rule import Sample
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement import prompts, verify
from jupyter_perf.refinement.cases import Case, Runs
from jupyter_perf.refinement.conversation.leading import Lead
from jupyter_perf.refinement.conversation.settings import Settings
from jupyter_perf.refinement.endpoint.exchange import Answer, Prompt
from jupyter_perf.refinement.judging import Screened, refusal
from jupyter_perf.refinement.original import Baseline
from jupyter_perf.refinement.profile import Profile, Stack
from jupyter_perf.refinement.request import Request
from jupyter_perf.refinement.verdict import Evidence, Faster, NotFaster, Verdict
from jupyter_perf.sandbox.work import Ended, Limits, Outcome

SOURCE = "before = 1\nout = []\nfor x in data:\n    out.append(x)\nafter = 2\n"
DOES = re.compile(r"# does (\w+)(?: ([\d.]+))?")

Reply = tuple[float, Answer]
"""Seconds until it comes, and the answer; never where that is inf."""


def saying(say: Callable[[Prompt], str | Answer]) -> Callable[[Prompt], list[Reply]]:
    """A model that says so at once."""

    def model(prompt: Prompt) -> list[Reply]:
        said = say(prompt)
        return [(0.1, said if isinstance(said, Answer) else Answer(said))]

    return model


class Clock:
    """Seconds that pass only where something takes them."""

    def __init__(self, budget: float, stop_at: float = float("inf")) -> None:
        self.now = 0.0
        self.budget = budget
        self.stop_at = stop_at

    def take(self, seconds: float) -> None:
        self.now += seconds

    @property
    def stopped_by_user(self) -> bool:
        return self.stop_at <= min(self.now, self.budget)

    @property
    def stopped(self) -> bool:
        return self.now >= min(self.budget, self.stop_at)


class StubSandbox:
    """Runs nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.spec = type("Spec", (), {"limits": Limits()})()

    @property
    def stopped(self) -> bool:
        return self._clock.stopped

    def run(self, _work: object, **_options: object) -> Outcome:
        self._clock.take(0.1)
        return Outcome(Ended.OK, facts={"profile": [[2, [2], 1.0], [3, [3], 0.5]]})


class StubContext:
    """Answers as `model` says, in the order in which they come."""

    def __init__(self, clock: Clock, model: Callable[[Prompt], list[Reply]]) -> None:
        self.clock = clock
        self.sandbox = StubSandbox(clock)
        self.asked: list[Prompt] = []
        self.delivered: list[Answer] = []
        self._model = model
        self._coming: list[tuple[float, int, Answer]] = []

    @property
    def out_of_budget(self) -> threading.Event:
        event = threading.Event()
        if self.clock.stopped and not self.clock.stopped_by_user:
            event.set()
        return event

    def left(self) -> float:
        return 0.0 if self.clock.stopped else self.clock.budget - self.clock.now

    def ask(self, question: dict[str, Any]) -> int:
        prompt = Prompt.from_json(question["prompt"])
        self.asked.append(prompt)
        number = len(self.asked)
        for seconds, answer in self._model(prompt):
            self._coming.append((self.clock.now + seconds, number, answer))
        return number

    def answer(self, seconds: float) -> tuple[int, dict[str, Any]] | None:
        until = min(self.clock.now + seconds, self.clock.stop_at, self.clock.budget)
        until = max(self.clock.now, until)
        self._coming.sort(key=lambda entry: entry[0])
        if not self._coming or self._coming[0][0] > until:
            self.clock.now = until
            return None
        at, number, answer = self._coming.pop(0)
        self.clock.now = max(self.clock.now, at)
        self.delivered.append(answer)
        return number, answer.to_json()


class StubJudge:
    """Finds out what a code does by reading it; `judged` are the codes that it was given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.judged: list[str] = []

    def judge(self, candidate: Candidate) -> Verdict:
        try:
            return self.time(self.screen(candidate))
        except verify.Refuted as refuted:
            return refusal(candidate, refuted)

    def screen(self, candidate: Candidate) -> Screened:
        self.judged.append(candidate.code)
        does, ratio = does_of(candidate.code)
        self._step(0.5)
        if does == "wrong":
            raise verify.Refuted("7 and not SECRET", safe="`out` differs in line 3")
        if does == "fails":
            raise verify.Refuted("KeyError: SECRET", safe="raises KeyError in line 3", failed=True)
        if does == "opaque":
            raise verify.Refuted("can't be compared", safe="can't be compared", opaque=True)
        original, sample = (Sample(seconds, seconds, 1) for seconds in (1.0, 1.0 / ratio))
        return Screened(candidate, verify.Tally(own=1), (), False, original, sample)

    def time(self, screened: Screened) -> Verdict:
        does, ratio = does_of(screened.candidate.code)
        self._step(2.0)
        if does == "late":
            raise verify.Refuted("differs when it is timed", safe="it differs")
        evidence = Evidence(own=1, generated=8)
        if does == "here":
            evidence = Evidence(own=1, only_this_data="SECRET differs", safe="NaN differs")
        if does == "untried":
            evidence = Evidence(own=1, untried="2 of 8 generated inputs were tried in time")
        if does != "equal" and ratio > 1.1:
            return Faster(screened.candidate, evidence, timing(ratio, "faster"))
        return NotFaster(screened.candidate, evidence, timing(ratio, "not faster"))

    def not_timed(self, screened: Screened, why: str, decision: str) -> NotFaster:
        return NotFaster(screened.candidate, Evidence(own=1), timing(screened.ratio, decision))

    def _step(self, seconds: float) -> None:
        self._clock.take(seconds)
        if self._clock.stopped:
            raise verify.Stopped


def does_of(code: str) -> tuple[str, float]:
    """What a code says of itself; the original and what says nothing is as it was."""
    found = DOES.findall(code)
    if not found:
        return "equal", 1.0
    does, ratio = found[-1]
    return does, float(ratio or 2.0)


def timing(ratio: float, decision: str) -> Timing:
    one = (1.0,)
    return Timing(ratio, (ratio * 0.9, ratio * 1.1), ratio, "cpu", one, one, one, one, decision)


@dataclasses.dataclass
class Led:
    """A conversation that was led, and all that it did."""

    lead: Lead
    context: StubContext
    judge: StubJudge
    verdicts: list[Verdict]
    told: list[str]
    was_stopped: bool

    @property
    def accepted(self) -> Faster | None:
        """As `Search` chooses, whatever the conversation itself thinks."""
        found = [v for v in self.verdicts if isinstance(v, Faster) and v.evidence.general]
        return max(found, key=lambda verdict: verdict.ratio, default=None)


class StubAsker:
    """Has nothing to say of the inputs."""

    def described(self, *, share_values: bool) -> tuple[str, ...]:
        return ("`data`: list of 3,000: int",)


def lead(
    model: Callable[[Prompt], list[Reply]],
    clock: Clock,
    best: Faster | None = None,
    source: str = SOURCE,
    definitions: dict[str, str] | None = None,
    profile_line: int = 3,
    **settings: Any,
) -> Led:
    """Lead a conversation over `source`; `settings` are those of `Settings`."""
    templates, version = prompts.templates()
    chosen = Settings("stub:model", templates=templates, prompts_version=version, **settings)
    # A program: nothing is measured at other sizes.
    request = Request(
        source,
        "program",
        written=("after", "before", "out"),
        definitions=definitions or {},
        talk=chosen.to_json(),
    )
    context, judge = StubContext(clock, model), StubJudge(clock)
    verdicts: list[Verdict] = [best] if best is not None else []
    told: list[str] = []
    runs: Any = Runs(context.sandbox, Request.from_json(request.to_json()))  # type: ignore[arg-type]
    found = Lead(context, runs, StubAsker(), verdicts.append, told.append)  # type: ignore[arg-type]
    sample, profile = (
        Sample(1.0, 1.0, 1),
        Profile((Stack(profile_line, frozenset({profile_line}), 1.0),)),
    )
    was_stopped = False
    try:
        found.run(judge, Baseline((Case(),), (sample,), None, profile=profile), best)  # type: ignore[arg-type]
    except verify.Stopped:
        was_stopped = True
    return Led(found, context, judge, verdicts, told, was_stopped)
