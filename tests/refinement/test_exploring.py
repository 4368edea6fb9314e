"""Which parts a search tries, keeps and leaves out: over sources whose times are written down."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from jupyter_perf.measure.rule import Sample
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement import verify
from jupyter_perf.refinement.composing import Choice, Composer
from jupyter_perf.refinement.exploring import Explorer
from jupyter_perf.refinement.judging import Screened
from jupyter_perf.refinement.profile import Profile, Stack
from jupyter_perf.refinement.readability import simplest
from jupyter_perf.refinement.verdict import (
    NOT_TIMED,
    Different,
    Evidence,
    Faster,
    NotFaster,
    Unverifiable,
    Verdict,
)

SOURCE = "a\nb\nc\nd\n"
SECONDS = {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
"""What each line of SOURCE takes."""


@dataclasses.dataclass
class World:
    """Rules and what they do. A rule `x2` at line 2 makes that line read `x2`.

    `gains` by rule, in the order in which rules are asked; `wrong` and `narrow` rules give another
    answer on the user's data, and on generated inputs.
    """

    gains: dict[str, float]
    wrong: frozenset[str] = frozenset()
    narrow: frozenset[str] = frozenset()
    seconds_left: float = 1000.0
    blurred: int = 0
    """So many first looks see no gain, whatever there is."""
    runs: int = 0
    raced: int = 0
    verdicts: list[Any] = dataclasses.field(default_factory=list)
    screened: list[str] = dataclasses.field(default_factory=list)
    refuting: dict[str, str] = dataclasses.field(default_factory=dict)

    def compose(self, choices: list[Choice]) -> list[dict[str, Any] | None]:
        return [self._one(choice) for choice in choices]

    def _one(self, choice: Choice) -> dict[str, Any] | None:
        lines, parts = SOURCE.split("\n"), []
        for rule in self.gains:
            line = int(rule[1])
            asked = choice.only is None or (rule, line) in choice.only
            free = lines[line - 1] == SOURCE.split("\n")[line - 1]
            if asked and (rule, line) not in choice.without and free:
                lines[line - 1] = rule
                parts.append({"rule": rule, "line": line, "lines": [line], "gain": 5.0})
        if not parts:
            return None
        steps = [part["rule"] for part in parts]
        return {"code": "\n".join(lines), "steps": steps, "safety": "check", "parts": parts}

    def seconds(self, code: str) -> float:
        lines = code.split("\n")
        return sum(t / self.gains.get(lines[line - 1], 1.0) for line, t in SECONDS.items())

    # What an Explorer asks of a judge.

    def screen(self, candidate: Any) -> Screened:
        self.runs += 1
        self.screened.append(candidate.code)
        if self.wrong & set(candidate.code.split("\n")):
            raise verify.Refuted("another answer")
        now = self._looked_at(candidate.code)
        samples = Sample(4.0, 4.0), Sample(now, now)
        return Screened(candidate, verify.Tally(), (), False, *samples)

    def look_again(self, screened: Screened) -> float:
        return 4.0 / self._looked_at(screened.candidate.code)

    def _looked_at(self, code: str) -> float:
        self.blurred -= 1
        return 4.0 if self.blurred >= 0 else self.seconds(code)

    def time(self, screened: Screened) -> Any:
        self.raced += 1
        ratio = 4.0 / self.seconds(screened.candidate.code)
        decision = "faster" if ratio > 1.05 else "not faster"
        timing = dataclasses.replace(
            TIMING, ratio=ratio, interval=(ratio, ratio), decision=decision
        )
        if decision != "faster":
            return NotFaster(screened.candidate, Evidence(own=1), timing)
        narrow = self.narrow & set(screened.candidate.code.split("\n"))
        if narrow:
            self.refuting[screened.candidate.code] = "empty"
        evidence = Evidence(own=1, only_this_data="empty: differs" if narrow else "")
        return Faster(screened.candidate, evidence, timing)

    def not_timed(self, screened: Screened, why: str, decision: str) -> NotFaster:
        timing = dataclasses.replace(TIMING, ratio=screened.ratio, decision=decision, why=why)
        return NotFaster(screened.candidate, Evidence(own=1), timing)

    def same_on(self, code: str, _case: str) -> bool:
        return not self.narrow & set(code.split("\n"))

    def excess(self, code: str, other: str) -> float:
        return max(0.0, self.seconds(code) / self.seconds(other) - 1)


TIMING = Timing(1.0, (1.0, 1.0), 1.0, "cpu", (), (), (), (), "faster")
EVEN = Profile(tuple(Stack(line, frozenset({line}), s) for line, s in SECONDS.items()))


def explore(world: World, profile: Profile = EVEN) -> set[str]:
    """The rules in what was found to be the best; none where nothing was."""
    judge: Any = world
    explorer = Explorer(
        judge,
        Composer(world.compose, profile),
        SOURCE,
        lambda: world.seconds_left,
        world.verdicts.append,
        lambda _stage: None,
    )
    explorer.run()
    general = [v for v in world.verdicts if isinstance(v, Faster) and v.evidence.general]
    best = simplest(SOURCE, general)
    return set() if best is None else set(best.candidate.steps)


def outcomes(world: World, kind: type[Verdict]) -> list[tuple[str, ...]]:
    return [v.candidate.steps for v in world.verdicts if isinstance(v, kind)]


def test_everything_at_once_is_tried_first_and_is_enough() -> None:
    world = World({"x1": 9.0, "x2": 9.0, "x3": 9.0})
    assert explore(world) == {"x1", "x2", "x3"}
    assert world.screened[0] == "x1\nx2\nx3\nd\n"
    assert len(world.verdicts) == 1


def test_where_nothing_matches_nothing_is_run() -> None:
    world = World({})
    assert explore(world) == set()
    assert world.runs == 0


@pytest.mark.parametrize("bad", ["x1", "x2", "x3", "x4"])
def test_one_wrong_part_is_found_and_costs_the_others_nothing(bad: str) -> None:
    world = World(dict.fromkeys(("x1", "x2", "x3", "x4"), 9.0), wrong=frozenset({bad}))
    assert explore(world) == {"x1", "x2", "x3", "x4"} - {bad}
    assert outcomes(world, Different) == [(bad,)]


def test_several_wrong_parts_are_found_one_by_one() -> None:
    world = World(dict.fromkeys(("x1", "x2", "x3", "x4"), 9.0), wrong=frozenset({"x2", "x4"}))
    assert explore(world) == {"x1", "x3"}
    assert sorted(outcomes(world, Different)) == [("x2",), ("x4",)]


def test_another_rule_takes_the_place_of_a_wrong_one() -> None:
    world = World({"x2": 9.0, "y2": 6.0, "x3": 9.0}, wrong=frozenset({"x2"}))
    assert explore(world) == {"y2", "x3"}


def test_a_part_that_generated_inputs_refute_is_left_out_and_the_search_goes_on() -> None:
    world = World({"x1": 9.0, "x2": 9.0, "x3": 9.0}, narrow=frozenset({"x2"}))
    assert explore(world) == {"x1", "x3"}
    demoted = [v for v in world.verdicts if isinstance(v, Faster) and not v.evidence.general]
    assert [v.candidate.steps for v in demoted] == [("x1", "x2", "x3")]


def test_parts_that_make_the_whole_slower_are_found() -> None:
    world = World({"x1": 9.0, "x2": 0.05, "x3": 9.0})
    assert explore(world) == {"x1", "x3"}
    assert ("x2",) in outcomes(world, NotFaster)


def test_where_nothing_is_faster_each_part_was_looked_at_and_the_search_ends() -> None:
    world = World({"x1": 1.0, "x2": 1.0})
    assert explore(world) == set()
    assert outcomes(world, Faster) == []
    assert world.runs < 10
    assert world.raced <= 1


@pytest.mark.parametrize("looks", [1, 2, 5])
def test_a_gain_that_first_looks_dont_show_is_found_all_the_same(looks: int) -> None:
    world = World({"x1": 9.0}, blurred=looks)
    assert explore(world) == {"x1"}
    assert outcomes(world, NotFaster) == []


def test_what_hardly_gains_is_raced_once_at_the_end() -> None:
    world = World({"x1": 9.0, "x2": 1.0}, wrong=frozenset({"x1"}), blurred=3)
    assert explore(world) == set()
    assert outcomes(world, NotFaster) == [("x2",)]
    assert world.raced == 1


def test_a_part_that_brings_nothing_is_taken_out_of_what_won() -> None:
    world = World({"x1": 9.0, "x2": 1.0, "x3": 1.01})
    assert explore(world) == {"x1"}
    assert outcomes(world, Faster) == [("x1", "x2", "x3"), ("x1",)]


def test_a_part_that_slows_what_won_down_is_taken_out() -> None:
    world = World({"x1": 50.0, "x2": 50.0, "x3": 0.9})
    assert explore(world) == {"x1", "x2"}


def test_another_rule_for_the_heaviest_place_becomes_an_alternative() -> None:
    world = World({"x1": 9.0, "x2": 9.0, "y2": 20.0})
    assert explore(world) == {"x1", "y2"}
    assert outcomes(world, Faster) == [("x1", "x2"), ("x1", "y2")]


def test_an_alternative_far_behind_is_not_raced() -> None:
    heavy = {1: 20.0}
    profile = Profile(tuple(Stack(n, frozenset({n}), heavy.get(n, 1.0)) for n in SECONDS))
    world = World({"x1": 9.0, "x2": 9.0, "x3": 9.0, "x4": 9.0, "y1": 1.2})
    assert explore(world, profile) == {"x1", "x2", "x3", "x4"}
    behind = [v for v in world.verdicts if isinstance(v, NotFaster)]
    assert [v.timing.decision for v in behind] == [NOT_TIMED]


def test_lines_that_take_no_time_come_last() -> None:
    cold = Profile((Stack(1, frozenset({1}), 4.0), Stack(3, frozenset({3}), 0.001)))
    world = World({"x1": 9.0, "x4": 9.0})
    assert explore(world, cold) == {"x1"}
    assert not any("x4" in code for code in world.screened)
    wrong = World({"x1": 9.0, "x4": 9.0}, wrong=frozenset({"x1"}))
    assert explore(wrong, cold) == {"x4"}


def test_without_time_candidates_are_named_as_not_looked_at() -> None:
    world = World({"x1": 9.0, "x2": 9.0}, seconds_left=0.0)
    assert explore(world) == set()
    assert outcomes(world, Unverifiable) == [("x1", "x2")]
    assert world.runs == 0


def test_each_text_gets_one_verdict() -> None:
    world = World({"x1": 9.0, "x2": 0.05, "x3": 1.0, "y1": 3.0}, wrong=frozenset({"x3"}))
    explore(world)
    codes = [v.candidate.code for v in world.verdicts]
    assert len(codes) == len(set(codes))
