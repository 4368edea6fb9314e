"""Recipes of sparse training, one file each: what holds at each step of a run. No arrays here.

A recipe is a frozen dataclass (its fields are its options, with defaults as in the paper) with the
attributes of `Recipe`, registered beside its definition:

    RECIPES.add("sr-ste", SrSte())

It is a schedule: `moment(step, steps, pattern)` says what holds from the `step`-th step of the
optimizer on. Backends (`backends.torch`, `backends.jax`) do to arrays what a moment says, in the
same way for all; so a law that holds of a schedule holds of both. Docstrings are the manual:
`%perf explain NAME` prints them, with the paper and its equations.

Between steps a layer's parameter holds the weights that its forward pass uses,

    W~ = W · (Π + (1 - Π) · beta)

and a dense master W stays aside. A step takes the gradient g at W~ and gives the optimizer
g + decay · (1 - Π) · W at W (`straight_through`), or g · Π at W · Π where it isn't.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Literal, Protocol, runtime_checkable

from ...core.registry import Registry
from ...errors import UsageError
from ..autoswitch import AutoSwitch
from ..pattern import Pattern

Score = Literal["magnitude", "saliency", "random", "kept"]
"""By what weights are kept: |w|; |w · g| with the last gradient; chance (drawn once per renewal,
under the run's seed; what is pruned without `straight_through` stays pruned, as its |w| of zero
does with the others); `kept` leaves the mask as it is."""
Scope = Literal["layer", "global"]
Grow = Literal["none", "gradient", "random"]


@dataclasses.dataclass(frozen=True)
class Moment:
    """What holds from one step of the optimizer to the next."""

    pattern: Pattern | None = None
    """Of the mask Π; None is dense. A layer that it doesn't fit takes `pattern.fitted` of it."""
    renew: bool = True
    """Whether masks are chosen anew, from the dense master as it is now. Where there is none
    yet, or one of another pattern, it is chosen all the same."""
    score: Score = "magnitude"
    scope: Scope = "layer"
    """`global`: layers compete for an unstructured share; N:M is by group anyway."""
    beta: float = 0.0
    """What is left of pruned weights in the forward pass, in [0, 1]."""
    decay: float = 0.0
    """λ of SR-STE's term in the gradient."""
    straight_through: bool = True
    """False: pruned weights get no gradient, and are zero in the master too."""
    frozen_variance: bool = False
    """STEP's second phase: the optimizer's second moment stays as it was when this began, and
    w -= lr · m^ / sqrt(v* + eps), with v* corrected for its bias at that step, eps the optimizer's
    own, and its weight decay as it does it."""
    floored_variance: bool = False
    """With `frozen_variance`: v* is raised to at least its mean over the tensor, once, as it is
    frozen: weights that had no gradient so far would make leaps otherwise."""
    drop: float = 0.0
    """With `grow`: the share of kept weights that is dropped (smallest first) and regrown."""
    permute: bool = False
    """Channels are put into an order first in which N:M keeps more (`posttraining.permutation`)."""
    grow: Grow = "none"
    """RigL regrows where the dense gradient is largest, SET by chance. What wasn't kept before
    begins at 0, with the optimizer's moments at 0; see `masks.regrown`."""


DENSE = Moment(pattern=None, renew=False)


class Recipe(Protocol):
    """What every recipe has."""

    @property
    def words(self) -> str:
        """What it does, in a few words, without its name."""

    @property
    def cited(self) -> str:
        """Where it is from: authors, year, arXiv number, equation or algorithm."""

    @property
    def needs_steps(self) -> bool:
        """Whether its schedule needs the number of steps of the whole run."""

    @property
    def after_training(self) -> bool:
        """Whether it prunes a model that is trained already: `moment` is DENSE throughout, and
        `posttraining` does the rest."""

    def unfit(self, pattern: Pattern) -> str:
        """Why it can't be used for this pattern; empty where it can."""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        """What holds before step number `step` (from 0) of `steps`; also asked for `step == steps`,
        the end, and beyond: its pattern is `pattern` itself, with `beta` 0. Raises UsageError where
        it `needs_steps` and `steps` is None. `Switching` has switches that depend on the run."""


@runtime_checkable
class Switching(Recipe, Protocol):
    """A recipe whose first phase ends when the run itself says so, as STEP's does.

    A backend asks `window(steps)` at the start. Where both ends are the same, or until it has seen
    otherwise, it takes the recipe as it is: `moment` switches at the latest step. Within the window
    it feeds `watch(beta2)` (see `autoswitch.AutoSwitch`) with each step's change of the variance,
    and when that fires it goes on with `switched(step)`, whose moments are of the second phase from
    that step on. `switch` in what is trained says which rule fired, in the words of `why`.
    """

    def window(self, steps: int | None) -> tuple[int, int]:
        """The earliest and the latest step before which the second phase may begin."""

    def watch(self, beta2: float) -> AutoSwitch | None:
        """What decides, for an optimizer with this beta2; None where the step is given."""

    def switched(self, step: int) -> Recipe:
        """The same recipe, whose second phase begins before this step."""

    def why(self, step: int, steps: int | None, fired: bool) -> str:
        """Which rule ended the first phase before `step`, to be shown to the user."""


RECIPES: Registry[Recipe] = Registry("recipes", "jupyter_perf.sparsity.recipes")
ALIASES = {
    "asp": "one-shot",
    "gmp": "gradual",
    "magnitude": "gradual",
    "no-prune": "dense",
    "static-sparse": "static",
}
"""Other names that recipes go by: NVIDIA's, and JaxPruner's where they aren't ours."""


def recipe_of(text: str) -> tuple[str, Recipe]:
    """(name, recipe) of `sr-ste` or, with options, `sr-ste(decay=1e-4)`.

    Raises UsageError for a name, an option or a value that makes no sense.
    """
    found = re.fullmatch(r"\s*([\w.-]+)\s*(?:\((.*)\))?\s*", text, re.DOTALL)
    name = found[1].lower().replace("_", "-") if found else text
    try:
        recipe = RECIPES.get(ALIASES.get(name, name))
    except KeyError as error:
        raise UsageError(f"{error.args[0]}; `%perf recipes` says what they do") from None
    options = found[2] if found else None
    return text.strip(), recipe if not options else _with_options(name, recipe, options)


def _with_options(name: str, recipe: Any, text: str) -> Recipe:
    known = {field.name: field for field in dataclasses.fields(recipe)}
    given: dict[str, object] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key not in known or not value:
            raise UsageError(
                f"`{name}` has no option {part!r}: write {name}(option=value) with"
                f" {', '.join(known) or 'no options at all'}"
            )
        given[key] = _value(name, key, value, getattr(recipe, key))
    made: Recipe = dataclasses.replace(recipe, **given)
    return made


def _value(name: str, key: str, text: str, default: object) -> object:
    """`text` as the kind of thing that the default is (None: a number)."""
    plain = text.strip("'\"")
    if isinstance(default, str):
        return plain
    if isinstance(default, bool):
        if plain.lower() in ("true", "false"):
            return plain.lower() == "true"
    else:
        try:
            number = float(plain)
        except ValueError:
            number = float("nan")
        if number == number:
            return int(number) if isinstance(default, int) and number == int(number) else number
    raise UsageError(f"`{name}`: {key} can't be {text!r}")
