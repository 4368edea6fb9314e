"""Hypothesis strategies inferred from observed values, drawn with a fixed seed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.kinds import is_array
from .base import Values
from .infer import Shape, Strategy
from .preconditions import Facts
from .repair import repaired
from .rows import size

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

LONGEST = 30
"""Elements of a generated value, at most."""
WILD_EVERY = 4
"""One generated call in so many leaves the observed range of its scalars."""


def examples(
    observed: Sequence[Mapping[str, object]], count: int, seed: int, needed: Facts
) -> list[Values]:
    """Return up to `count` generated sets of arguments shaped like the observed ones.

    Only calls with the same argument names as the first are taken as models.
    """
    models = [values for values in observed if set(values) == set(observed[0])]
    found: list[Values] = []
    if not models[0]:
        return found
    import hypothesis

    decorate = hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
        report_multiple_bugs=False,
    )

    def collect(values: Values) -> None:
        found.append(repaired(values, needed))

    # The constructors of the user's own classes run here, and may refuse what was drawn.
    with _nothing_written(), contextlib.suppress(Exception):
        decorate(hypothesis.seed(seed)(hypothesis.given(_arguments(models, needed))(collect)))()
    return found[:count]


def _arguments(models: Sequence[Mapping[str, object]], needed: Facts) -> Strategy:
    """All arguments together: those that are equally long in every call share a length."""
    from hypothesis import strategies as st

    names = list(models[0])
    leader = _leaders(names, needed)
    most = {name: _longest(name, models) for name in names}
    fixed = any(_many_axes(value) for value in models[0].values())

    @st.composite
    def arguments(draw: DrawFn) -> Values:
        shape = Shape(wild=draw(st.integers(0, WILD_EVERY - 1)) == WILD_EVERY - 1)
        least = {n: 0 if shape.wild or (n, "shape", "isn't empty") not in needed else 1
                 for n in names}  # fmt: skip
        lengths: dict[str, int | None] = {
            name: None if fixed else draw(st.integers(least[name], most[name]))
            for name in names
            if leader[name] == name
        }
        return {
            name: draw(shape.of([values[name] for values in models], lengths[leader[name]]))
            for name in names
        }

    return arguments()


def _many_axes(value: object) -> bool:
    """True for an array whose other axes may have to agree with other arguments: shapes stay."""
    return is_array(value) and value.ndim > 1 and len(set(value.shape)) > 1


def _leaders(names: list[str], needed: Facts) -> dict[str, str]:
    leader = {name: name for name in names}
    for a, b, *text in (fact for fact in sorted(needed) if len(fact) == 3):
        if text == ["are equally long"]:
            old, new = leader[b], leader[a]
            leader = {name: new if first == old else first for name, first in leader.items()}
    return leader


def _longest(name: str, models: Sequence[Mapping[str, object]]) -> int:
    lengths = [
        len(value) if isinstance(value, str) else size(value) or 0
        for value in (values[name] for values in models)
    ]
    return max(3, min(LONGEST, 2 * max(lengths)))


@contextlib.contextmanager
def _nothing_written() -> Iterator[None]:
    """Keep Hypothesis from writing its caches: its home is where no folder can be made."""
    from hypothesis import configuration

    before = configuration.storage_directory(intent_to_write=False).path
    configuration.set_hypothesis_home_dir(Path(os.devnull) / "hypothesis")
    try:
        yield
    finally:
        configuration.set_hypothesis_home_dir(before)
