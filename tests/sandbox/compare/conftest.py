"""Values go the whole way: encoded, sent, received and compared."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from jupyter_perf.sandbox.compare import FirstDifference, Same, same
from jupyter_perf.sandbox.encode import Encoded, dump, encode, load

Compare = Callable[..., Same | FirstDifference]


def sent(values: dict[str, object], section: str = "names") -> Encoded:
    stream = io.BytesIO()
    dump(encode({section: values}), stream.write)
    stream.seek(0)
    return load(stream.read)


@pytest.fixture(scope="session")
def send() -> Callable[..., Encoded]:
    """Encode a dictionary of names, as its receiver gets it."""
    return sent


@pytest.fixture
def compare() -> Compare:
    """Compare two dictionaries of names, the original's first."""

    def run(a: dict[str, Any], b: dict[str, Any], **options: Any) -> Same | FirstDifference:
        section = options.pop("section", "names")
        return same(sent(a, section), sent(b, section), **options)

    return run


@pytest.fixture
def text(compare: Compare) -> Callable[..., str]:
    """The words of the first difference between two values of a name `x`; empty if the same."""

    def run(a: Any, b: Any, **options: Any) -> str:
        found = compare({"x": a}, {"x": b}, **options)
        return found.text if isinstance(found, FirstDifference) else ""

    return run
