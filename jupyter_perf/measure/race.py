"""Is the candidate faster? Interleaved pairs of fresh processes, until it is clear.

Pairs alternate their order (original, candidate, candidate, original, …), so that a machine
that grows slower or faster favours neither. What decides, and when, is `rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from . import rule as rules
from . import speedup
from .rule import Rule, Sample, Seen
from .timing import Timing

OUT_OF_TIME = "out of time"
ELSEWHERE = "another timing keeps this machine busy"

Runner = Callable[[], Sample]
Lock = Callable[[float], AbstractContextManager[bool]]
"""`lock.timing_lock`, or like it: given seconds to wait, enters with whether it was had."""


def race(
    original: Runner,
    candidate: Runner,
    *,
    deadline: Callable[[], float],
    rule: Rule = Rule(),  # noqa: B008 - frozen
    seed: int = 0,
    on_pair: Callable[[int], None] | None = None,
    seeded_samples: Sequence[Sample] = (),
    lock: Lock | None = None,
) -> Timing:
    """Time `original` against `candidate` and decide; each call is one fresh-process repetition.

    `deadline()` is the number of seconds left: no pair is begun that likely ends later.
    `on_pair` hears the number of pairs done. `seeded_samples` are earlier samples of the
    original: they only serve to settle huge gains and losses without re-running it as often,
    never a close race, because the machine may have changed since. `lock` is held for one pair
    at a time, so that two kernels take turns. What the runners raise passes through.
    """
    contest = _Race(original, candidate, deadline, rule, seed, on_pair, lock or _unlocked)
    shortcut = contest.from_earlier(tuple(seeded_samples)) if seeded_samples else None
    return shortcut or contest.run()


def _unlocked(_: float) -> AbstractContextManager[bool]:
    return nullcontext(True)


@dataclass
class _Race:
    original: Runner
    candidate: Runner
    deadline: Callable[[], float]
    rule: Rule
    seed: int
    on_pair: Callable[[int], None] | None
    lock: Lock
    originals: list[Sample] = field(default_factory=list)
    candidates: list[Sample] = field(default_factory=list)

    @property
    def seen(self) -> Seen:
        pairs = min(len(self.originals), len(self.candidates))
        return Seen(tuple(self.originals[:pairs]), tuple(self.candidates[:pairs]))

    def run(self) -> Timing:
        stopped = ""
        while len(self.candidates) < self.rule.looks[-1]:
            if stopped := self._pair():
                break
            if decided := self._look():
                return decided
        if stopped and (last := self._last_look()):
            return self._timing(*last)
        return self._timing(rules.INCONCLUSIVE, stopped=stopped)

    def from_earlier(self, earlier: tuple[Sample, ...]) -> Timing | None:
        """Settle by earlier originals what needs no interleaving; forget nothing that was run.

        A gain also needs one original that runs now: the machine itself may have sped up.
        """
        earlier = earlier[-self.rule.early_pairs :]
        if len(earlier) < self.rule.early_pairs:
            return None
        seconds = [s.wall_seconds for s in earlier]
        with self.lock(self.deadline()) as alone:
            if not alone or self.deadline() < 2 * max(seconds):
                return None
            fresh = [self.candidate()]
            while len(fresh) < len(earlier) and not self._hopeless(earlier, fresh):
                if self.deadline() < 2 * max(s.wall_seconds for s in fresh):
                    break
                fresh.append(self.candidate())
            if self._hopeless(earlier, fresh) or not self._huge(Seen(earlier, tuple(fresh))):
                return self._lost(earlier, fresh)
            now = self.original()
        seen = Seen((*earlier[1:], now), tuple(fresh))
        if not self._huge(seen):
            return None
        self.originals, self.candidates = list(seen.originals), list(seen.candidates)
        return self._timing(rules.FASTER)

    def _hopeless(self, earlier: tuple[Sample, ...], fresh: list[Sample]) -> bool:
        seen = Seen(earlier, tuple(fresh))
        originals, candidates = seen.seconds(seen.clock)
        slow = min(candidates) > self.rule.early_factor * max(originals)
        return slow and len(fresh) > 1 and min(originals) >= self.rule.early_seconds

    def _huge(self, seen: Seen) -> bool:
        if len(seen.originals) != len(seen.candidates):
            return False
        interval = speedup.interval(speedup.log_ratios(*seen.seconds(seen.clock)), self.seed)
        decision = rules.early_verdict(seen, self.rule, interval)
        return decision is not None and decision[0] == rules.FASTER

    def _lost(self, earlier: tuple[Sample, ...], fresh: list[Sample]) -> Timing | None:
        if not self._hopeless(earlier, fresh):
            return None
        self.originals, self.candidates = list(earlier[-len(fresh) :]), fresh
        return self._timing(rules.NOT_FASTER)

    def _pair(self) -> str:
        """Run one pair; return why it couldn't be run, or an empty string."""
        if self.deadline() <= self._pair_seconds():
            return OUT_OF_TIME
        with self.lock(self.deadline()) as alone:
            if not alone:
                return ELSEWHERE
            if self.deadline() <= self._pair_seconds():
                return OUT_OF_TIME
            if len(self.candidates) % 2:
                second = self.candidate()
                first = self.original()
            else:
                first = self.original()
                second = self.candidate()
        self.originals.append(first)
        self.candidates.append(second)
        if self.on_pair is not None:
            self.on_pair(len(self.candidates))
        return ""

    def _pair_seconds(self) -> float:
        """What the next pair will take: as long as the longer of the last two."""
        recent = zip(self.originals[-2:], self.candidates[-2:], strict=True)
        return max((a.wall_seconds + b.wall_seconds for a, b in recent), default=0.0)

    def _look(self) -> Timing | None:
        pairs = len(self.candidates)
        interval = self._interval() if pairs in (self.rule.early_pairs, *self.rule.looks) else None
        if interval is None:
            return None
        if pairs in self.rule.looks:
            decided = rules.verdict(self.seen, self.rule, interval)
        else:
            decided = rules.early_verdict(self.seen, self.rule, interval)
            wide = interval[1] > self.rule.early_width * interval[0]
            if decided is not None and decided[0] == rules.FASTER and wide:
                return None
        return self._timing(*decided) if decided else None

    def _last_look(self) -> tuple[str, str] | None:
        """Where time is up: what the pairs that there are allow to say."""
        if len(self.candidates) >= self.rule.looks[0]:
            return rules.verdict(self.seen, self.rule, self._interval())
        return rules.early_verdict(self.seen, self.rule, self._interval())

    def _interval(self) -> tuple[float, float]:
        seen = self.seen
        return speedup.interval(speedup.log_ratios(*seen.seconds(seen.clock)), self.seed)

    def _timing(self, decision: str, why: str = "", stopped: str = "") -> Timing:
        seen, interval = self.seen, self._interval()
        if decision == rules.INCONCLUSIVE:
            why = rules.undecided(seen, self.rule, interval, stopped)
        cpu, wall = seen.seconds("cpu"), seen.seconds("wall")
        return Timing(
            ratio=speedup.median_ratio(speedup.log_ratios(*seen.seconds(seen.clock))),
            interval=interval,
            wall_ratio=speedup.median_ratio(speedup.log_ratios(*wall)),
            clock=seen.clock,
            original_seconds=tuple(cpu[0]),
            candidate_seconds=tuple(cpu[1]),
            original_wall_seconds=tuple(wall[0]),
            candidate_wall_seconds=tuple(wall[1]),
            decision=decision,
            why=why,
            threads=seen.threads,
        )
