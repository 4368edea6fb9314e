"""What training has shown is known again, and what it hasn't isn't."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")

import code_bytes

from jupyter_perf.estimation.models.granite.examples import Reader, Vocabulary
from jupyter_perf.estimation.models.granite.intervals import stretch_of
from jupyter_perf.estimation.models.granite.novelty import (
    NEW_GRAPH,
    NEW_SEQUENCE,
    SEEN,
    Familiar,
)

RENAMED = bytes.fromhex("4801d14801d0")  # add rcx,rdx; add rax,rdx
CHAINED = bytes.fromhex("4801d84801c1")  # add rax,rbx; add rcx,rax
MULTIPLIED = bytes.fromhex("4801d8480fafcb")  # add rax,rbx; imul rcx,rbx


def reader() -> Reader:
    return Reader(Vocabulary(["c:ADD_RM64_R64", "c:IMUL_R64_RM64", "m:ADD"]))


def test_other_registers_are_no_news_but_other_dependences_are() -> None:
    read = reader().example
    familiar = Familiar.of([read(code_bytes.TWO_ADDS)])
    assert familiar.novelty(read(code_bytes.TWO_ADDS)) == SEEN
    assert familiar.novelty(read(RENAMED)) == SEEN
    assert familiar.novelty(read(CHAINED)) == NEW_GRAPH
    assert familiar.novelty(read(MULTIPLIED)) == NEW_SEQUENCE


def test_nothing_is_familiar_to_the_untrained() -> None:
    none = Familiar(np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    assert none.novelty(reader().example(code_bytes.LOAD)) == NEW_SEQUENCE


def test_fingerprints_are_sorted_and_survive_being_stored() -> None:
    read = reader().example
    found = Familiar.of([read(code) for code in code_bytes.EVERY])
    assert (np.diff(found.graphs.astype(np.int64)) > 0).all()
    again = Familiar(found.graphs.copy(), found.sequences.copy())
    assert all(again.novelty(read(code)) == SEEN for code in code_bytes.EVERY)


def test_the_factor_is_that_of_the_group() -> None:
    rows = [[0, 4, 1.0], [0, 100, 1.5], [1, 4, 2.0], [1, 100, 3.0]]
    assert [stretch_of(rows, *each) for each in ((0, 4), (0, 5), (1, 1), (1, 99))] == [1, 1.5, 2, 3]
