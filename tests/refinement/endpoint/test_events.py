"""Server-sent events: however the bytes are cut, the same data."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.refinement.endpoint.events import events
from jupyter_perf.refinement.endpoint.failures import ToldToFail

STREAM = (
    ': hello\n\ndata: {"a": "π \u2028 🎉"}\n\nid: 3\nevent: x\r\ndata:{"b": 1}\r\n\r\n: ping\n\n'
    'data: {"c":\ndata: 2}\n\nretry: 5\n\ndata:\n\ndata: [DONE]\n\ndata: {"d": 1}\n\n'
).encode()
DATA = [{"a": "π \u2028 🎉"}, {"b": 1}, {"c": 2}]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_where_the_bytes_are_cut_makes_no_difference(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    pieces = [STREAM[a:b] for a, b in itertools.pairwise(places)]
    assert list(events(pieces)) == DATA


def test_one_byte_at_a_time() -> None:
    assert list(events(STREAM[i : i + 1] for i in range(len(STREAM)))) == DATA


def test_an_event_that_was_cut_off_is_none() -> None:
    assert list(events([b'data: {"a": 1}\n\ndata: {"b": 2}\n'])) == [{"a": 1}]
    assert list(events([])) == []


def test_what_is_not_json_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        list(events([b"data: {not json\n\n"]))
    with pytest.raises(ValueError, match="decode"):
        list(events([b'data: "\xff"\n\n']))


def test_an_error_among_the_events() -> None:
    with pytest.raises(ToldToFail) as told:
        list(events([b'data: {"error": {"message": "m"}}\n\n']))
    assert told.value.body == {"message": "m"}


def test_a_long_event_in_many_pieces_takes_linear_time() -> None:
    text = json.dumps("x" * 5_000_000).encode()
    pieces = [b"data: ", *(text[i : i + 500] for i in range(0, len(text), 500)), b"\n\n"]
    assert list(events(pieces)) == ["x" * 5_000_000]
