"""What arrives is checked before anything is made of it, whoever sent it."""

from __future__ import annotations

import io
import json
import random
import struct
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.sandbox.compare import same
from jupyter_perf.sandbox.encode import MalformedResult, ResultTooLarge, dump, encode, load
from jupyter_perf.sandbox.encode.stream import MAGIC

EMPTY = [["f", "x", 0]]


def sent(values: dict[str, object]) -> bytes:
    stream = io.BytesIO()
    dump(encode({"names": values}), stream.write)
    return stream.getvalue()


def frame(tree: Any, *buffers: bytes) -> bytes:
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    sizes = struct.pack(f"<{len(buffers)}Q", *map(len, buffers))
    return MAGIC + struct.pack("<QQ", len(text), len(buffers)) + sizes + text + b"".join(buffers)


def received(raw: bytes, limit_bytes: int = 1 << 20) -> Any:
    return load(io.BytesIO(raw).read, limit_bytes)


SAMPLE = sent(
    {
        "frame": pd.DataFrame({"a": [1.5, 2.5], "b": ["x", None], "c": pd.Categorical(["u", "v"])}),
        "rows": [(at, str(at), at * 0.5) for at in range(40)],
        "array": np.arange(6).reshape(2, 3),
        "scalars": [np.float64(1), 1j, "\ud800", b"x", 10**50, None],
        "sets": {1, (2, 3)},
        "text": "long" * 500,
        "object": ValueError("x"),
        "function": lambda a, *b: a,
        "iterator": iter([1]),
    }
)


def test_what_was_sent_arrives():
    value = received(SAMPLE)
    assert value.sections == ["names"]
    assert not hasattr(same(value, received(SAMPLE)), "text")


def test_it_is_read_in_pieces_of_any_size():
    stream = io.BytesIO(SAMPLE)
    rng = random.Random(1)
    value = load(lambda n: stream.read(min(n, rng.randint(1, 50))))
    assert not hasattr(same(value, received(SAMPLE)), "text")


def node(kind: str, meta: Any, *columns: Any) -> list[Any]:
    return [kind, "t", False, meta, list(columns), None]


def array(wire: str, shape: Any, column: Any) -> list[Any]:
    return node("array", [wire, wire, shape, True], column)


MALFORMED = [
    frame(b""),
    frame(b"[" * 100_000),
    frame(b"[" * 3000 + b"]" * 3000),
    frame(b"[[],[],[]]"),
    frame(b'{"a": 1}'),
    frame(b"[[], [1.5]]"),
    frame(b"[[], [NaN]]"),
    frame(b"[[], " + b"9" * 10_000 + b"]"),
    frame(b"\xff\xfe"),
    frame([[["names", "x", 0]], []]),
    frame([[["names", "x", -1]], []]),
    frame([[["names", "x", True]], [node("leaf", "")]]),
    frame([[["names", "x"]], []]),
    frame([[["names", 1, "n"]], []]),
    *[
        frame([[["names", "x", atom]], []])
        for atom in ("", "q", "ix", "d", "d1,2", "dnone", "c1", "c1,2,3", "b0", "Szz", "sé"[1:])
    ],
    *[
        frame([[["names", "x", atom]], []])
        for atom in ("N", "N<f8:00", "N<O8:" + "00" * 8, "N<f9:" + "00" * 9, "N|S-1:", "N<f8")
    ],
    *[
        frame([[], [bad]], bytes(8))
        for bad in (
            None,
            [],
            ["nothing", "t", False, None, [], None],
            ["leaf", "t", 1, "", [], None],
            ["leaf", "t", False, [], [], None],
            ["leaf", "t", False, "", [["*", []]], None],
            ["leaf", "t", False, "", [], [1]],
            ["leaf", "t", False, "", [], ["a", "b"]],
            node("seq", None),
            node("seq", None, ["*"]),
            node("seq", None, ["*", [5]]),
            node("seq", None, ["f8", 2, 0]),
            node("seq", None, ["f8", -1, 0]),
            node("seq", None, ["f8", 1, 7]),
            node("seq", None, ["f8", True, True]),
            node("seq", None, ["np", "<O8", 1, 0]),
            node("seq", None, ["np", "<f8", 1 << 62, 0]),
            node("seq", None, ["np", "(1000000,)f8", 1, 0]),
            node("seq", None, ["np", "<M8[7h]; import os", 1, 0]),
            node("seq", None, ["np", "|S0", 1 << 60, 0]),
            node("seq", None, ["range", -1, 0, 1]),
            node("seq", None, ["range", 1 << 62, 0, 1 << 62]),
            node("seq", None, ["str", 1, 0, 0]),
            node("seq", None, ["rows", 1, []]),
            node("seq", None, ["rows", 1, [["*", ["n"]]]]),
            node("seq", None, ["rows", 2, [["f8", 1, 0]]]),
            node("map", None, ["*", ["n"]], ["*", []]),
            node("record", None, ["*", ["sa"]], ["*", []]),
            node("record", None, ["*", [0]], ["*", ["n"]]),
            node("record", None, ["*", ["i1"]], ["*", ["n"]]),
            node("text", None, ["*", []]),
            node("function", ["f", "()"], ["*", []], ["*", []]),
            node("function", ["f", "()", ""], ["*", []], ["f8", 1, 0]),
            node("drawn", "", ["*", []]),
            node("iterator", ["all"], ["*", []]),
            node("frame", [["r"], []], ["*", []], ["*", []], ["*", []]),
            node("frame", [["r"], ["a"]], ["*", ["n"]], ["*", ["n"] * 3], ["f8", 1, 0]),
            node("frame", [[], ["a"]], ["*", ["n"] * 2], ["*", ["n"] * 3], ["*", ["n"]]),
            array("<f8", [2], ["np", "<f8", 1, 0]),
            array("<f8", [-1, -1], ["np", "<f8", 1, 0]),
            array("<f8", [1 << 40, 1 << 40], ["np", "<f8", 1, 0]),
            array("<f8", [1 << 90, 0], ["np", "<f8", 0, 0]),
            array("<f8", "1", ["np", "<f8", 1, 0]),
            array("<i8", [1], ["np", "<f8", 1, 0]),
            array("<f8", [1], ["*", ["n"]]),
            array("", [1], ["raw", 0]),
            array("raw", [1], ["np", "<f8", 1, 0]),
            array("<f8", [1] * 99, ["np", "<f8", 1, 0]),
        )
    ],
]


@pytest.mark.parametrize("at", range(len(MALFORMED)))
def test_malformed_results_are_refused(at):
    with pytest.raises(MalformedResult):
        received(MALFORMED[at])


@pytest.mark.parametrize("keep", range(0, len(SAMPLE), 61))
def test_truncated_results_are_refused(keep):
    with pytest.raises(MalformedResult):
        received(SAMPLE[:keep])


def header(tree_bytes: int, count: int, *sizes: int) -> bytes:
    return MAGIC + struct.pack(f"<{2 + len(sizes)}Q", tree_bytes, count, *sizes)


@pytest.mark.parametrize(
    "raw",
    [
        header((1 << 64) - 1, 0),
        header(1 << 40, 0),
        header(2, 1 << 60),
        header(2, (1 << 64) - 1),
        header(2, 1, 1 << 50),
        header(2, 3, *[(1 << 64) - 1] * 3),
        header(2, 1, 1 << 20) + b"[]",
        frame(b"[" + b"[]," * 300_000 + b"[]]"),
    ],
)
def test_announced_sizes_are_not_allocated(raw):
    tracemalloc.start()
    try:
        with pytest.raises(MalformedResult):
            received(raw)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_results_beyond_the_limit_say_so():
    with pytest.raises(ResultTooLarge):
        received(sent({"x": bytes(2000)}), limit_bytes=1000)


def test_an_announced_size_within_the_limit_is_allocated_as_it_arrives():
    tracemalloc.start()
    try:
        with pytest.raises(MalformedResult):
            received(header(250 << 20, 0) + b"[]", limit_bytes=256 << 20)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_mutated_results_are_refused_or_compared():
    """Whatever a byte is changed to: our own error, or a value that can be compared."""
    rng = random.Random(4)
    original = received(SAMPLE)
    for _ in range(1500):
        raw = bytearray(SAMPLE)
        for _ in range(rng.choice((1, 1, 2, 8))):
            at = rng.randrange(len(raw))
            raw[at] = rng.choice((0, 255, 34, 44, 45, 48, 49, 57, 91, 93, rng.randrange(256)))
        try:
            mutated = received(bytes(raw))
        except MalformedResult:
            continue
        same(original, mutated)
        same(mutated, original)


def test_mutated_trees_are_refused_or_compared():
    """The same, one level up: well-formed JSON whose parts were exchanged."""
    rng = random.Random(5)
    original = received(SAMPLE)
    parts = ["n", "i5", "sx", 0, 3, -1, [], ["*", []], True, None, "f8", "*", 1 << 63, [0, 0]]
    parts += list(original.nodes)
    for _ in range(1500):
        tree = json.loads(json.dumps([original.roots, original.nodes]))
        _exchange(tree, rng, parts)
        try:
            mutated = received(frame(tree, *map(bytes, original.buffers)))
        except MalformedResult:
            continue
        same(original, mutated)
        same(mutated, original)


def _exchange(tree: Any, rng: random.Random, parts: list[Any]) -> None:
    """Put something else in a place that is found by descending at random."""
    while True:
        at = rng.randrange(len(tree))
        inner = tree[at]
        if not isinstance(inner, list) or not inner or rng.random() < 0.15:
            tree[at] = rng.choice(parts)
            return
        tree = inner


def test_buffers_are_not_copied_to_be_sent():
    numbers = np.arange(1000.0)
    (buffer,) = encode({"names": {"x": numbers}}).buffers
    assert np.shares_memory(np.frombuffer(buffer), numbers)


def test_a_small_tree_that_stands_for_a_huge_one_is_compared_in_little_time():
    """Sets whose items refer to the same part over and over: as large as what was sent, no more."""
    depth = 40
    nodes = [node("seq", None, ["*", [at + 1] * 50]) for at in range(depth)]
    nodes += [node("seq", None, ["*", ["i1"]]), node("set", None, ["*", [0]])]
    value = received(frame([[["names", "x", depth + 1]], nodes]))
    assert not hasattr(same(value, value), "text")


def test_a_text_that_is_no_text_is_only_different():
    good = received(frame([[["names", "x", "S" + "é".encode().hex()]], []]))
    bad = received(frame([[["names", "x", "Sff"]], []]))
    assert "was" in same(good, bad).text
