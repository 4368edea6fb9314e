"""What a comparison is asked for: the arguments of `jp.sparsify` and `%%sparsify`, checked."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from typing import Any

from ..core.arguments import count_of, namespace_of
from ..core.names import Names, Transform, imported_modules, names_in
from ..errors import MissingExtra, UsageError
from .arguments import budget_of, check_executor, globs, one_of, positive, seeds_of, text_of
from .comparing import magics_in
from .comparing.metric import Metric, metric_of
from .pattern import Pattern, parse
from .recipes import Recipe, recipe_of
from .result import DENSE
from .training import Distribution, Format

_TORCHS = frozenset(("torch", "transformers", "accelerate", "lightning", "pytorch_lightning"))
"""Packages that train with PyTorch."""
ASK_ABOVE_SECONDS = 600.0
"""What is predicted to take longer needs `yes`."""


@dataclasses.dataclass(frozen=True)
class Question:
    """What is asked, checked: see `question`."""

    source: str
    """The cell, as it was given (line ends are `\\n`)."""
    python: str
    """The same without IPython's own syntax."""
    names: Names
    namespace: Mapping[str, object]
    patterns: tuple[Pattern, ...]
    recipes: Mapping[str, Recipe]
    """By the text that asked for them; `dense` is the first."""
    metric: Metric | None
    seeds: tuple[int, ...]
    quantize: Format = "none"
    executor: Executor | int | str | None = None
    budget: float | None = None
    """Wall seconds, a hard end; None has none."""
    steps: int | None = None
    mask_every: int = 1
    distribution: Distribution = "uniform"
    transposable: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    pilot: int | None = None
    """Each run ends after so many steps."""
    max_usd: float | None = None
    yes: bool = False
    again: bool = False
    """Run what is finished already once more."""
    notes: tuple[str, ...] = ()


def question(
    source: str,
    *,
    namespace: Mapping[str, object] | None = None,
    pattern: str | Pattern | Iterable[str | Pattern] = "2:4",
    recipes: str | Iterable[str] = (DENSE, "step"),
    metric: str | None = None,
    seeds: int | Iterable[int] = 1,
    quantize: str | None = None,
    executor: Executor | int | str | None = None,
    budget: float | None = None,
    steps: int | None = None,
    mask_every: int = 1,
    distribution: str = "uniform",
    transposable: bool = False,
    only: str | Iterable[str] = (),
    skip: str | Iterable[str] = (),
    pilot: int | None = None,
    max_usd: float | None = None,
    yes: bool = False,
    again: bool = False,
    transform: Transform | None = None,
) -> Question:
    """The question that these arguments ask. Raises SourceError for a syntax error, UsageError for
    the first argument that makes no sense, MissingExtra without torch; nothing is run by then."""
    text = text_of(source)
    space = namespace_of(namespace)
    names = names_in(text, space, transform)
    _check_cell(names)
    wanted, notes = _recipes(recipes)
    patterns = _patterns(pattern)
    notes += _check_fit(wanted, patterns)
    sparse = next((name for name in wanted if name != DENSE), "step")
    _need_torch(text, names, space, (sparse, str(patterns[0]), steps))
    check_executor(executor)
    return Question(
        source=text,
        python=text if transform is None else transform(text),
        names=names,
        namespace=space,
        patterns=patterns,
        recipes=wanted,
        metric=metric_of(metric),
        seeds=seeds_of(seeds),
        quantize=one_of(quantize or "none", Format, "quantize"),
        executor=executor,
        budget=budget_of(budget),
        steps=count_of(steps, "steps"),
        mask_every=count_of(mask_every, "mask_every") or 1,
        distribution=one_of(distribution, Distribution, "distribution"),
        transposable=bool(transposable),
        only=globs(only, "only"),
        skip=globs(skip, "skip"),
        pilot=count_of(pilot, "pilot"),
        max_usd=positive(max_usd, "max_usd", "US dollars"),
        yes=bool(yes),
        again=bool(again),
        notes=tuple(notes),
    )


def _check_cell(names: Names) -> None:
    if names.reads_input:
        raise UsageError(
            "the cell calls input(), and runs in processes of their own have no keyboard: put the"
            " value into a variable in another cell"
        )
    if foreign := magics_in.unknown(names.magics):
        raise UsageError(
            f"the cell uses {foreign[0]!r:.60}, which only the notebook's kernel can run: move it"
            " to another cell"
        )


def _recipes(recipes: str | Iterable[str]) -> tuple[dict[str, Recipe], list[str]]:
    if isinstance(recipes, str):
        recipes = [each for each in re.split(r",(?![^(]*\))", recipes) if each.strip()]
    if not isinstance(recipes, Iterable):
        raise UsageError(f"`recipes` is a list of names, not {type(recipes).__name__}")
    found: dict[str, Recipe] = {}
    notes: list[str] = []
    for each in recipes:
        if not isinstance(each, str):
            raise UsageError(f"a recipe is a name such as 'step', not {type(each).__name__}")
        name, recipe = recipe_of(each)
        if name in found:
            notes.append(f"`{name}` was asked for twice and is run once")
        found[name] = recipe
    if not found:
        raise UsageError("which recipes? `%perf recipes` lists them, such as 'step' and 'sr-ste'")
    dense = found.pop(DENSE, None) or recipe_of(DENSE)[1]
    return {DENSE: dense, **found}, notes


def _patterns(pattern: str | Pattern | Iterable[str | Pattern]) -> tuple[Pattern, ...]:
    given: list[Any] = []
    if isinstance(pattern, str):
        given = [each for each in pattern.split(",") if each.strip()]
    elif isinstance(pattern, Iterable):
        given = list(pattern)
    else:
        given = [pattern]
    found = {str(each): each for each in map(_pattern, given)}
    if not found:
        raise UsageError("which pattern? such as '2:4', or '2:4,1:4' for two")
    return tuple(found.values())


def _pattern(given: object) -> Pattern:
    if not isinstance(given, str) and not hasattr(given, "unfit"):
        raise UsageError(f"a pattern is a text such as '2:4', not {type(given).__name__}")
    return parse(given)  # type: ignore[arg-type]


def _check_fit(recipes: Mapping[str, Recipe], patterns: Iterable[Pattern]) -> list[str]:
    """Notes on recipes that can't do a pattern. Raises UsageError where none can do any."""
    unfit = {
        (name, str(pattern)): why
        for name, recipe in recipes.items()
        for pattern in patterns
        if name != DENSE and (why := recipe.unfit(pattern))
    }
    asked = [name for name in recipes if name != DENSE]
    count = len(list(patterns)) * len(asked)
    if asked and len(unfit) == count:
        (name, pattern), why = next(iter(unfit.items()))
        raise UsageError(f"`{name}` can't make {pattern}: {why}")
    return [f"`{name}` isn't run at {pattern}: {why}" for (name, pattern), why in unfit.items()]


def _need_torch(
    text: str,
    names: Names,
    namespace: Mapping[str, object],
    asked: tuple[str, str, int | None],
) -> None:
    """Raises UsageError for a cell that trains with JAX alone, with the lines that do there what is
    `asked` (recipe, pattern, steps); MissingExtra without torch."""
    from .backends.jax_cells import recipe_for_cell

    used = {module.partition(".")[0] for module in imported_modules(names, namespace)}
    read = {name: namespace[name] for name in names.reads}
    if not used & _TORCHS and (said := recipe_for_cell(read, text, *asked)):
        raise UsageError(said)
    for package in ("torch", "safetensors"):
        if importlib.util.find_spec(package) is None:
            raise MissingExtra(package, "torch")
