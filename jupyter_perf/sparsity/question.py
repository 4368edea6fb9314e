"""What a comparison is asked for: the arguments of `jp.sparsify` and `%%sparsify`, checked."""

from __future__ import annotations

import dataclasses
import importlib.util
import math
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from typing import Any, get_args

from ..core.names import Names, Transform, imported_modules, names_in
from ..core.policy import policy
from ..errors import MissingExtra, UsageError
from .comparing import magics_in
from .comparing.metric import Metric, metric_of
from .pattern import Pattern, parse
from .recipes import Recipe, recipe_of
from .result import DENSE
from .training import Distribution, Format

MOST_SEEDS = 1000
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
    text = _source(source)
    space = _namespace(namespace)
    names = names_in(text, space, transform)
    _check_cell(names)
    wanted, notes = _recipes(recipes)
    patterns = _patterns(pattern)
    notes += _check_fit(wanted, patterns)
    sparse = next((name for name in wanted if name != DENSE), "step")
    _need_torch(text, names, space, (sparse, str(patterns[0]), steps))
    _check_executor(executor)
    return Question(
        source=text,
        python=text if transform is None else transform(text),
        names=names,
        namespace=space,
        patterns=patterns,
        recipes=wanted,
        metric=metric_of(metric),
        seeds=_seeds(seeds),
        quantize=_one_of(quantize or "none", Format, "quantize"),
        executor=executor,
        budget=_budget(budget),
        steps=_count(steps, "steps"),
        mask_every=_count(mask_every, "mask_every") or 1,
        distribution=_one_of(distribution, Distribution, "distribution"),
        transposable=bool(transposable),
        only=_globs(only, "only"),
        skip=_globs(skip, "skip"),
        pilot=_count(pilot, "pilot"),
        max_usd=_positive(max_usd, "max_usd", "US dollars"),
        yes=bool(yes),
        again=bool(again),
        notes=tuple(notes),
    )


def _source(source: object) -> str:
    if not isinstance(source, str):
        raise UsageError(f"`source` is the text of a cell, not {type(source).__name__}")
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UsageError("the cell is empty: give the text of one that trains a model")
    return text


def _namespace(namespace: Any) -> Mapping[str, object]:
    if namespace is None:
        return {}
    if not isinstance(namespace, Mapping) or not all(isinstance(name, str) for name in namespace):
        raise UsageError("`namespace` is a dictionary of values by name, such as `globals()`")
    return namespace


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


def _check_executor(executor: object) -> None:
    number = isinstance(executor, int) and not isinstance(executor, bool) and executor > 0
    if not (executor is None or number or isinstance(executor, str | Executor)):
        raise UsageError(
            f"`executor` is {executor!r:.40}: give None, a number of processes, the address of a"
            " Dask scheduler, or a concurrent.futures.Executor"
        )


def _seeds(seeds: Any) -> tuple[int, ...]:
    if isinstance(seeds, int) and not isinstance(seeds, bool):
        if not 1 <= seeds <= MOST_SEEDS:
            raise UsageError(f"`seeds` is how often each recipe is run: 1 to {MOST_SEEDS}")
        return tuple(range(seeds))
    if isinstance(seeds, str) or not isinstance(seeds, Iterable):
        raise UsageError(f"`seeds` is a number of runs, not {seeds!r:.40}")
    found = tuple(dict.fromkeys(seeds))
    for each in found:
        if not isinstance(each, int) or isinstance(each, bool) or not 0 <= each < 2**32:
            raise UsageError(f"a seed is a whole number from 0 to 2**32 - 1, not {each!r:.40}")
    if not 1 <= len(found) <= MOST_SEEDS:
        raise UsageError(f"`seeds` names 1 to {MOST_SEEDS} seeds, not {len(found)}")
    return found


def _one_of(value: object, kind: Any, option: str) -> Any:
    if value not in get_args(kind):
        raise UsageError(f"`{option}` is one of {', '.join(get_args(kind))}, not {value!r:.40}")
    return value


def _budget(value: object) -> float | None:
    found = _positive(value, "budget", "wall seconds")
    limit = policy().capped(math.inf)
    if found is None:
        return None if math.isinf(limit) else limit
    return min(found, limit)


def _positive(value: object, option: str, unit: str) -> float | None:
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < float(value) < math.inf:  # type: ignore[arg-type]
        raise UsageError(f"`{option}` is a positive number of {unit}, not {value!r:.40}")
    return float(value)  # type: ignore[arg-type]


def _count(value: object, option: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"`{option}` is a whole number above 0, not {value!r:.40}")
    return value


def _globs(value: str | Iterable[str], option: str) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else list(value)
    if not all(isinstance(each, str) for each in given):
        raise UsageError(f"`{option}` takes patterns of layer names, such as 'encoder.*'")
    return tuple(each.strip() for each in given if each.strip())
