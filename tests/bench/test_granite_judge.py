"""The benchmark of blocks judges fairly: figures and novelty, worked out by hand."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("iced_x86")
pytest.importorskip("scipy")

from granite_data import application, sampled
from granite_judge import (
    Case,
    Predicted,
    answered_by_all,
    figures,
    groups,
    kendall,
    length_group,
)
from granite_novelty import SEEN, UNSEEN_GRAPH, UNSEEN_OPCODES, Seen, shape_of
from granite_table import aims

from jupyter_perf.estimation.models.granite.decoding import decode


def predicted(*cycles: float, **ends: Sequence[float]) -> Predicted:
    return Predicted("it", np.array(cycles), **{k: np.array(v) for k, v in ends.items()})


def case(cycles: float = 1.0, length: int = 3, novelty: str = SEEN, of: str = "ours") -> Case:
    return Case(cycles, length, novelty, of)


def test_errors_are_relative_to_what_was_measured() -> None:
    found = figures([1.0, 2.0, 4.0, 1.0], predicted(1.1, 1.0, 4.0, 4.0))
    assert found.mape == pytest.approx((0.1 + 0.5 + 0 + 3) / 4)
    assert found.capped == pytest.approx((0.1 + 0.5 + 0 + 1) / 4)
    assert found.median == pytest.approx(0.3)
    assert (found.blocks, found.answered) == (4, 4)


def test_near_is_within_a_tenth() -> None:
    assert figures([1.0, 1.0, 1.0, 1.0], predicted(1.09, 0.91, 1.11, 0.5)).near == 0.5


def test_what_has_no_answer_does_not_count() -> None:
    found = figures([1.0, 2.0, 3.0], predicted(math.nan, 3.0, math.nan))
    assert (found.blocks, found.answered, found.mape) == (3, 1, 0.5)
    assert figures([1.0], predicted(math.nan)).answered == 0


def test_coverage_counts_ends_as_inside() -> None:
    within = predicted(1.0, 1.0, 1.0, 1.0, low=[0.9, 0.9, 1.2, 0.5], high=[1.1, 1.0, 1.3, 0.8])
    found = figures([1.0, 1.0, 1.0, 1.0], within)
    assert found.coverage == 0.5
    assert found.width == pytest.approx(np.median([1.1 / 0.9, 1.0 / 0.9, 1.3 / 1.2, 1.6]))
    assert math.isnan(figures([1.0], predicted(1.0)).coverage)


def test_ties_are_neither_right_nor_wrong() -> None:
    # Pairs (1,2) and (1,3) agree, (2,3) is tied in the second alone: 2 / sqrt(3 * 2).
    assert kendall(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 2.0])) == pytest.approx(
        2 / math.sqrt(6)
    )
    assert kendall(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])) == pytest.approx(-1)
    assert math.isnan(kendall(np.array([1.0, 2.0]), np.array([5.0, 5.0])))


@pytest.mark.parametrize(
    ("length", "group"),
    [(1, "1-2"), (2, "1-2"), (3, "3-4"), (8, "5-8"), (16, "9-16"), (32, "17-32"), (33, "33+")],
)
def test_lengths_are_grouped(length: int, group: str) -> None:
    assert length_group(length) == group


def test_each_grouping_has_every_case_once() -> None:
    cases = [case(length=40), case(length=1), case(length=10, of="theirs")]
    found = list(groups(cases))
    for grouping in ("length", "novelty", "application"):
        assert sorted(at for g, _, places in found if g == grouping for at in places) == [0, 1, 2]
    assert [group for grouping, group, _ in found if grouping == "length"] == ["1-2", "9-16", "33+"]


def test_only_what_all_answer_is_compared() -> None:
    assert answered_by_all([predicted(1.0, math.nan, 2.0), predicted(1.0, 1.0, math.nan)]) == [0]


def novelty(train: Sequence[str], block: str) -> str:
    seen = Seen(shape_of(decode(bytes.fromhex(each))) for each in train)
    return seen.novelty(shape_of(decode(bytes.fromhex(block))))


@pytest.mark.parametrize(
    ("block", "how"),
    [
        ("4801d84801c3", SEEN),  # add rax, rbx; add rbx, rax
        ("4801f94801cf", SEEN),  # add rcx, rdi; add rdi, rcx: other registers, the same graph
        ("4801d84801c8", UNSEEN_GRAPH),  # add rax, rbx; add rax, rcx
        ("4801d84829c3", UNSEEN_OPCODES),  # add rax, rbx; sub rbx, rax
        ("4801d8", UNSEEN_OPCODES),  # the first of the two alone
    ],
)
def test_novelty_is_of_opcodes_and_of_dependences(block: str, how: str) -> None:
    assert novelty(["4801d84801c3"], block) == how


def test_constants_and_offsets_are_not_novel() -> None:
    assert novelty(["4883c001488b4308"], "4883c002488b4310") == SEEN  # add rax, 1; mov rax, [rbx+8]
    assert novelty(["488b4308"], "488b03") == UNSEEN_GRAPH  # no offset at all


def test_parts_of_a_register_are_the_register() -> None:
    # mov eax, [rbx]; add cl, al against mov eax, [rbx]; add cl, dl
    assert novelty(["8b0300c1"], "8b1300d1") == SEEN
    assert novelty(["8b0300c1"], "8b0300d1") == UNSEEN_GRAPH


@pytest.mark.parametrize(
    ("program", "project"),
    [("openblas-dgemm.goto", "openblas"), ("ffmpeg", "ffmpeg"), ("x-only", "x-only")],
)
def test_programs_belong_to_projects(program: str, project: str) -> None:
    assert application(program) == project


def test_a_sample_is_the_same_each_time() -> None:
    assert sampled(50, 10) == sampled(50, 10)
    assert len(set(sampled(50, 10))) == 10
    assert sampled(50, 99) == list(range(50))


def test_aims_are_of_their_own_blocks() -> None:
    cases = [case(), case(length=12), case(novelty=UNSEEN_OPCODES)]
    found = {each["what"]: each["is"] for each in aims(cases, predicted(1.0, 1.3, 1.6))}
    assert found["MAPE of 9 to 32 instructions"] == pytest.approx(0.3)
    assert found["MAPE of unseen opcode sequences"] == pytest.approx(0.6)
    assert found["MAPE"] == pytest.approx(0.3)
