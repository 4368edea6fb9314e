"""The loop of SELF-REFINE (arXiv 2303.17651): rewrite, run, feed back, rewrite.

Two things differ from the paper's Algorithm 1. What goes back is measured, not only the model's
own opinion; and every round starts from the best code that was *verified*, never from the latest
answer, so that a worse answer costs time and nothing else.

A round asks for several samples at once (as PIE does, arXiv 2302.07867), judges each as it comes
while the others are still being written, and times the most promising first. The loop ends when
the model's own critique finds nothing, when a round brings no gain (answers that were wrong get
one round to be repaired, and the first round is always followed by feedback), or with the budget.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field

from ...core import units
from ..endpoint.exchange import Prompt
from .asking import Asking
from .briefing import Briefing
from .measuring import Measuring
from .record import Round
from .replies import algorithms_of, critique_of
from .rewriting import unfinished
from .settings import Settings
from .sifting import Sifting, Turn
from .situation import Situation

OUT_OF_TIME = "the budget was used up"
_GAIN = 1.02
"""A round whose best is at most this much better than the best before it brought nothing."""


@dataclass
class Talk:
    """One conversation over one source; `tell` hears of each stage."""

    settings: Settings
    asking: Asking
    briefing: Briefing
    situation: Situation
    measuring: Measuring
    sifting: Sifting
    source: str
    left: Callable[[], float]
    tell: Callable[[str], None]
    rounds: list[Round] = field(default_factory=list)

    def run(self) -> str:
        """Lead the conversation to its end, and say why it ended. Raises verify.Stopped."""
        self.sifting.known(self.source, self.situation.code)
        for number in range(1, self.settings.rounds + 1):
            if why := self._round(number):
                return why
        return "all rounds were used"

    # One round ------------------------------------------------------------------------------

    def _round(self, number: int) -> str:
        """One turn; why there is no next one, or ""."""
        if self.asking.hopeless:
            return self.asking.hopeless
        if number > 1:
            self.measuring.refresh(self.situation)
            if self._finds_nothing(number):
                return "the model finds nothing left that is worth doing"
        feedback = self.situation.evidence()
        before, turn = self.sifting.ratio, Turn()
        try:
            self._ask_for_rewrites(number)
            self.sifting.work_off(number, turn)
        finally:  # a round that is stopped was one all the same
            self.rounds.append(Round(number, feedback, turn.tried, turn.right, turn.best))
        if self.left() <= 0 or self.asking.waiting:
            return OUT_OF_TIME
        if self.asking.hopeless:
            return self.asking.hopeless
        return self._no_use(number, before, turn)

    def _no_use(self, number: int, before: float, turn: Turn) -> str:
        if self.sifting.ratio > before * _GAIN or number == 1:
            return ""
        to_repair = self.sifting.to_repair or turn.nothing_but_unread
        if to_repair and self._gained_before():
            return ""
        return f"round {number} brought no gain"

    def _gained_before(self) -> bool:
        """Whether this is the first round in a row without a gain."""
        return len(self.rounds) <= 2 or self.rounds[-2].best is not None

    def _finds_nothing(self, number: int) -> bool:
        """Ask for the model's own critique; True where it has none, nor anything to repair."""
        self.situation.critique = ()
        self.tell(f"round {number}: asking for a critique")
        came = self._answered("critique", number)
        if came is None:
            return False
        critique = critique_of(came[0])
        self.situation.critique = critique.points
        self.asking.settle(came[1], units.counted(len(critique.points), "point"))
        wrong = any(not attempt.right for attempt in self.situation.latest_attempts())
        return not critique.slow and not (wrong and self.sifting.best is None)

    def _ask_for_rewrites(self, number: int) -> None:
        algorithms = self._algorithms(number) if self.settings.strategy == "explore" else []
        if self.asking.hopeless or self.asking.waiting:
            return
        self.sifting.begin(number)
        name = "edit" if self.settings.strategy == "edit" else "rewrite"
        for sample in range(1, self.settings.samples + 1):
            if algorithms:
                algorithm = algorithms[(sample - 1) % len(algorithms)]
                question = self._question("implement", number, sample, algorithm)
            else:
                question = self._question(name, number, sample)
            self.asking.ask(question)

    def _algorithms(self, number: int) -> list[str]:
        """Several ways to do it, before any code (LLM4EFFI); in the first round only."""
        if number > 1:
            return []
        self.tell("asking for algorithms")
        came = self._answered("explore", number)
        if came is None:
            return []
        algorithms = algorithms_of(came[0])
        self.asking.settle(came[1], units.counted(len(algorithms), "algorithm"))
        return algorithms

    def _answered(self, name: str, number: int) -> tuple[str, int] | None:
        """The text that answers a question that stands alone, and the place of its exchange; None
        where it didn't come to its end."""
        self.asking.ask(self._question(name, number, 1))
        came = self.asking.next(wait=True)
        if came is None:
            return None
        _, answer, place = came
        if why := unfinished(answer):
            self.asking.settle(place, why)
            return None
        # As it came: it is quoted in what is sent next, cut short perhaps, secrets hidden.
        return self.asking.exchanges[place].answer.text, place

    def _question(self, name: str, number: int, sample: int, algorithm: str = "") -> Prompt:
        prompt = self.briefing.prompt(name, self.situation, algorithm)
        return dataclasses.replace(prompt, round=number, sample=sample)
