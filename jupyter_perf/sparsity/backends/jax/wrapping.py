"""`wrap`: an optax optimizer whose parameters are sparse between its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import optax

from ....errors import UsageError
from ...pattern import Pattern, parse
from ...recipes import Recipe, recipe_of
from ...training import Asked, Distribution, Trained
from . import ending
from .places import Choice, axes, globs
from .plan import Plan, plan
from .state import SparsityState, placeholders
from .stepping import Stepping, flattened


class Sparsifying(optax.GradientTransformationExtraArgs):  # type: ignore[misc]  # has no types
    """An optimizer of optax's, with what there is to ask beside `init` and `update`."""

    _run: Run

    def weights(self, params: Any, state: Any) -> Any:
        """What the forward pass uses, W · (Π + (1 - Π) · beta).

        After each update `params` are that already. Before the first one they aren't: `init` can't
        change them, so that the first gradient is that of dense weights, unless it is taken here.
        """
        return ending.weights(self._run.stepping(params), params, state)

    def dense(self, params: Any, state: Any) -> Any:
        """The dense master W: what the optimizer moves."""
        return ending.dense(self._run.stepping(params), params, state)

    def finish(self, params: Any, state: Any) -> Any:
        """Parameters that are exactly as sparse as was asked for.

        At the end of a run they are those that came out of the last update; before it (stopped
        early), masks are chosen here where those of the moment aren't the pattern's yet.
        """
        stepping = self._run.stepping(params)
        return jax.jit(partial(ending.finished, stepping))(params, state)

    def summary(self, params: Any, state: Any) -> Trained:
        """Layers and their densities, what was skipped and why, and how STEP switched."""
        return ending.summary(self._run.stepping(params), params, state)


class Run:
    """What was asked, and the plan of each kind of tree that it was asked of."""

    def __init__(
        self, asked: Asked, choice: Choice, inner: optax.GradientTransformation, seed: Any
    ) -> None:
        self.asked = asked
        self.choice = choice
        self.inner = optax.with_extra_args_support(inner)
        self.seed = seed
        self._plans: dict[Any, Plan] = {}

    def stepping(self, params: Any) -> Stepping:
        """Raises UsageError where there is nothing to sparsify in `params`."""
        leaves, tree = jax.tree.flatten(params)
        kind = (tree, tuple((jnp.shape(leaf), jnp.result_type(leaf)) for leaf in leaves))
        if kind not in self._plans:
            self._plans[kind] = plan(self.asked, self.choice, self.inner, params)
        return Stepping(self.asked, self._plans[kind], self.inner)

    def init(self, params: Any) -> SparsityState:
        if _stands_for_all(params):
            return placeholders(params, self.inner.init(params))
        stepping = self.stepping(params)
        # Compiled as one: outside of jit each of its small operations would be, one by one.
        begun = jax.jit(stepping.begun)(params, jnp.asarray(self.seed, jnp.uint32))
        state: SparsityState = begun._replace(inner=self.inner.init(params))
        return state

    def update(
        self, gradients: Any, state: SparsityState, params: Any = None, **extra: Any
    ) -> tuple[Any, SparsityState]:
        if params is None:
            raise UsageError(
                "sparse training moves the weights themselves: call"
                " tx.update(gradients, state, params)"
            )
        if not isinstance(state, SparsityState):
            raise UsageError(f"this state isn't one of tx.init(params), but {type(state).__name__}")
        _check_tree(gradients, params, "gradients")
        stepping = self.stepping(params)
        _check_state(stepping, state, params)
        return stepping.step(gradients, state, params, extra)


def wrap(
    inner: optax.GradientTransformation,
    recipe: str | Recipe = "sr-ste",
    pattern: str | Pattern = "2:4",
    *,
    steps: int | None = None,
    seed: Any = 0,
    only: str | Sequence[str] = (),
    skip: str | Sequence[str] = (),
    inputs: Mapping[str, int | Sequence[int]] | None = None,
    distribution: Distribution = "uniform",
    mask_every: int = 1,
) -> Sparsifying:
    """`inner`, with a recipe of sparse training around it, to be used like any optimizer:

        tx = wrap(optax.adamw(1e-3), recipe="step", pattern="2:4", steps=1000)
        state = tx.init(params)
        updates, state = tx.update(gradients, state, params)
        params = optax.apply_updates(params, updates)

    and at the end `params = tx.finish(params, state)`. Between steps parameters hold the weights
    that the recipe's forward pass uses; the dense master is in the state. It stands outermost, but
    for `optax.MultiSteps`, `optax.multi_transform` and transformations of gradients before it.

    `recipe` and `pattern` are those of `%%sparsify` (`%perf recipes`). `steps`: updates of the
    whole run, which most recipes need. `only`, `skip`: glob patterns of names such as
    `*Dense_0.kernel`; what `only` names is sparsified even where its name is an embedding's or a
    head's. `inputs`: `{"*.w1": 0}` says which axes are inputs where names don't (`places`).
    `distribution`: of densities over layers, for patterns that aren't N:M. `mask_every`: masks are
    chosen anew only every so many steps, which isn't what the papers do.

    Raises UsageError where something makes no sense.
    """
    if not (callable(getattr(inner, "init", None)) and callable(getattr(inner, "update", None))):
        raise UsageError(f"wrap takes an optimizer of optax's, not {type(inner).__name__}")
    name, found = recipe_of(recipe) if isinstance(recipe, str) else (type(recipe).__name__, recipe)
    asked = Asked(
        name,
        found,
        parse(pattern),
        _steps(steps),
        mask_every=_mask_every(mask_every),
        distribution=distribution,
        only=globs(only, "only"),
        skip=globs(skip, "skip"),
    )
    _check(asked)
    choice = Choice(asked.only, asked.skip, axes(inputs or {}))
    run = Run(asked, choice, _transformation(inner), seed)
    made = Sparsifying(run.init, run.update)
    made._run = run
    return made


def _transformation(inner: Any) -> optax.GradientTransformation:
    """`optax.MultiSteps` is an object with an `init` and an `update` of its own."""
    if isinstance(inner, optax.GradientTransformation):
        return inner
    return optax.GradientTransformationExtraArgs(inner.init, inner.update)


def _steps(steps: Any) -> int | None:
    whole = hasattr(steps, "__index__") and not isinstance(steps, bool)
    if steps is not None and (not whole or int(steps) < 1):
        raise UsageError(f"steps is the number of updates of the whole run, not {steps!r}")
    return None if steps is None else int(steps)


def _mask_every(every: Any) -> int:
    if not hasattr(every, "__index__") or isinstance(every, bool) or int(every) < 1:
        raise UsageError(f"mask_every is a number of steps from 1, not {every!r}")
    return int(every)


def _check(asked: Asked) -> None:
    if getattr(asked.recipe, "permute", False):
        raise UsageError(
            f"{asked.name}: which layers feed which isn't known of a tree of parameters, so that"
            " channels can't be reordered here; leave `permute` out"
        )
    if asked.recipe.after_training:
        raise UsageError(
            f"`{asked.name}` prunes a model that is trained, by the inputs of its layers: that is"
            " for PyTorch only. `sparsify(params, pattern)` prunes parameters as they are"
        )
    if why := asked.recipe.unfit(asked.pattern):
        raise UsageError(f"`{asked.name}` and {asked.pattern} don't go together: {why}")
    if asked.recipe.needs_steps and asked.steps is None:
        raise UsageError(
            f"`{asked.name}` spreads over the whole run: give wrap its number of updates, steps="
        )


def _stands_for_all(params: Any) -> bool:
    """Whether this is what `optax.tree_map_params` gives in place of a whole tree: no leaves, and
    no container of Python's."""
    return not jax.tree.leaves(params) and not isinstance(params, dict | list | tuple | None)


def _check_tree(given: Any, params: Any, what: str) -> None:
    found, wanted = flattened(given)[1], flattened(params)[1]
    if found != wanted:
        raise UsageError(f"{what} are another tree than the parameters: {found}, not {wanted}")


def _check_state(stepping: Stepping, state: SparsityState, params: Any) -> None:
    """That masks are of these parameters: a state from elsewhere would prune what it shouldn't."""
    tree = jax.tree.structure(params)
    try:
        masks = stepping.of_places(tree, state.masks)
    except ValueError:
        masks = []
    shapes = [getattr(mask, "shape", None) for mask in masks]
    if shapes != [place.shape for place in stepping.plan.places]:
        raise UsageError("this state is of other parameters: make one with tx.init(params)")
