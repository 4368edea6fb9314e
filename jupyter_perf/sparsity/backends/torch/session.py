"""Sparse training of a cell that knows nothing of it: hooks around its own optimizers.

    with sparsifying(asked, namespace) as session:
        exec(cell, namespace)
    session.trained()

Before an optimizer steps, its parameters get their dense masters back; after it, what the recipe
leaves of them. Between steps the cell sees true sparse weights, in evaluation and `state_dict` too.
A model is found when an optimizer first steps its parameters: the very first forward pass is on the
weights as they come. However the cell ends, no hook is left and no tensor is kept aside: weights
are as sparse as the recipe says for that step, and N:M where the run has come to its end.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

from torch import nn
from torch.optim import Optimizer
from torch.optim.optimizer import (
    register_optimizer_step_post_hook,
    register_optimizer_step_pre_hook,
)

from ....errors import UsageError
from ...training import Asked, Skipped, Trained
from .averages import dense_copies
from .choosing import Chosen, chosen
from .closures import with_closure
from .heads import heads
from .held import Held
from .inputs import Inputs, Peeking
from .loading import telling
from .losses import Losses
from .models import Built, compiled, models_of, renamed
from .pace import Pace
from .patches import Patches
from .refusing import refuse
from .renewing import patterns
from .reordering import reordered
from .resuming import VERSION, restore, state_of
from .watching import Watched

_ONE = threading.Lock()
"""Hooks are for the whole process: two sessions would prune each other's models."""
NO_STEP = "no optimizer of PyTorch has made a step: there is no training loop to sparsify"


@contextlib.contextmanager
def sparsifying(asked: Asked, namespace: Mapping[str, object] | None = None) -> Iterator[Session]:
    """Train sparsely, as `asked`, whatever steps an optimizer in here.

    `namespace` is where the cell runs: models have their names from it. Raises UsageError at once
    where the recipe doesn't do this pattern or needs to know the number of steps, and from inside
    the cell's `step()` for what can't be trained this way (FSDP1, DeepSpeed).
    """
    session = Session(asked, namespace if namespace is not None else {})
    if not _ONE.acquire(blocking=False):
        raise UsageError("a cell is already being trained sparsely in this process: wait for it")
    ended = False
    try:
        session._start()
        yield session
        ended = True
    finally:
        session._stop(ended)
        _ONE.release()


class Session:
    """One run of a cell. Made by `sparsifying`; read it there, or after its end."""

    def __init__(self, asked: Asked, namespace: Mapping[str, object]) -> None:
        if why := asked.recipe.unfit(asked.pattern):
            raise UsageError(f"{asked.name} can't do {asked.pattern}: {why}")
        asked.recipe.moment(0, asked.steps, asked.pattern)
        self.asked = asked
        self.models: dict[str, nn.Module] = {}
        """Those that an optimizer has stepped, by their names in the namespace; `model`, `model2`
        where they have none."""
        self.notes: list[str] = []
        self._namespace = namespace
        self._built = Built()
        self._losses = Losses(lambda: self._pace.steps)
        self._watched: weakref.WeakKeyDictionary[Optimizer, Watched] = weakref.WeakKeyDictionary()
        self._held: dict[int, Held] = {}
        self._skipped: dict[str, Skipped] = {}
        self._pace = Pace()
        self._resumed: list[dict[str, Any]] = []
        self._handles: list[Any] = []
        self._patches = Patches()
        self._peeking = Peeking()
        self._may_peek = True
        self._reordered = False

    @property
    def batches(self) -> dict[str, Inputs]:
        """What each of `models` was called with: sizes, and a few of its last inputs."""
        seen = self._peeking.inputs
        return {name: seen.get(id(model), Inputs()) for name, model in self.models.items()}

    def trained(self) -> Trained:
        """What came out. Densities are those of the weights as they are now."""
        losses, steps = self._losses.values()
        return Trained(
            steps=self._pace.steps,
            layers=tuple(held.layer() for held in self._held.values()),
            skipped=tuple(self._skipped.values()),
            losses=losses,
            loss_steps=steps,
            step_seconds=self._pace.step_seconds(),
            switch="; ".join(dict.fromkeys(self._said())),
            notes=tuple(dict.fromkeys(self._all_notes())),
        )

    def dense_copies(self, namespace: Mapping[str, object]) -> list[str]:
        """What to say of copies of `models` (averages of their weights) that no optimizer trains,
        in `namespace` and among what was built meanwhile."""
        return dense_copies(self.models, set(self._held), namespace, self._built)

    def state_dict(self) -> dict[str, Any]:
        """What is needed, beside the states of model and optimizer, to go on later: masks, what is
        kept aside, steps, the switch and the chance. Read it between steps."""
        return state_of(list(self._watched.values()), self._pace.steps)

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on with what `state_dict` gave, in a session that hasn't seen a step yet. The cell
        itself restores model and optimizers. Raises UsageError where it is too late, or later, from
        the first step, where the state is of other layers."""
        if self._watched or state.get("version") != VERSION:
            raise UsageError(
                "a state can be gone on with before the first step only, and by the version of"
                " jupyter-perf that saved it"
            )
        self._pace.steps, self._resumed = state["clock"], list(state["optimizers"])

    def _said(self) -> list[str]:
        switches = [each.switch for each in self._watched.values()]
        return [each.said for each in switches if each is not None and each.said]

    def _start(self) -> None:
        self._built.start()
        self._losses.start()
        self._patches.replace(nn.Module, "load_state_dict", telling(self._held))
        self._handles = [
            register_optimizer_step_pre_hook(self._before),
            register_optimizer_step_post_hook(self._after),
        ]

    def _stop(self, ended: bool) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles = []
        self._built.stop()
        self._peeking.stop()
        self._patches.restore()
        try:
            for watched in list(self._watched.values()):
                watched.end(self._pace.steps, ended)
        finally:
            self._losses.stop()
            self.models = renamed(self.models, self._namespace)

    def _before(self, optimizer: Optimizer, args: Any, kwargs: Any) -> Any:
        watched = self._watched.get(optimizer)
        if watched is None:
            if self._is_inside_another(optimizer):
                return None
            watched = self._watched[optimizer] = self._discovered(optimizer)
            if self._resumed:
                restore(watched, self._resumed.pop(0), self._pace.steps)
            else:
                watched.begin(self._pace.steps)
        watched.recover()
        if wrapped := with_closure(watched, args, kwargs):
            return wrapped
        watched.before()
        return None

    def _after(self, optimizer: Optimizer, args: Any, kwargs: Any) -> None:
        watched = self._watched.get(optimizer)
        if watched is None:
            return
        watched.count += 1
        self._pace.tick(watched.count)
        watched.after(self._pace.steps)
        if self._may_peek:
            self._peeking.wait(self.models)

    def _is_inside_another(self, optimizer: Optimizer) -> bool:
        """Whether this is the inner one of an optimizer that is stepping (ZeRO, wrappers)."""
        own = {id(p) for group in optimizer.param_groups for p in group["params"]}
        return any(each.stepping and own & each.own for each in self._watched.values())

    def _discovered(self, optimizer: Optimizer) -> Watched:
        """What this optimizer trains, and what of it is sparsified."""
        parameters = [each for group in optimizer.param_groups for each in group["params"]]
        own = {id(each) for each in parameters}
        found = models_of(own, self._namespace, self._built, self.models)
        refuse(optimizer, list(found.values()))
        if not any(own & {id(p) for p in m.parameters()} for m in (self.models | found).values()):
            self.notes.append(
                f"no model owns what the optimizer {type(optimizer).__name__} trains: tensors by"
                " themselves aren't sparsified"
            )
        self.models |= found
        # A hook for all modules makes a compiled model warn.
        self._may_peek = not compiled(self.models, self._namespace, self._built)
        layers: list[Chosen] = []
        for name, model in self.models.items():
            weights = {id(each) for each in model.parameters() if each.dim() > 1}
            if not weights & own:
                continue
            picked, skipped = chosen(
                name, model, self.asked, own, heads(self._losses.roots, weights)
            )
            layers += [each for each in picked if id(each.parameter) not in self._held]
            self._skipped |= {each.name: each for each in skipped}
        made = [Held(c, p) for c, p in zip(layers, patterns(self.asked, layers), strict=True)]
        self._held |= {id(held.parameter): held for held in made}
        for held in made:
            self._skipped.pop(held.name, None)
        mine = [held for held in self._held.values() if id(held.parameter) in own or held in made]
        watched = Watched(optimizer, self.asked, mine, self._counted(parameters))
        watched.reorder = self._reorder
        return watched

    def _reorder(self) -> None:
        """Once for all models, whichever optimizer comes to it first."""
        if not self._reordered:
            self._reordered = True
            optimizers = list(self._watched)
            self.notes += reordered(self.models, self.batches, self.asked.pattern, optimizers)

    def _counted(self, parameters: list[Any]) -> int:
        """Steps that other optimizers have done on these parameters."""
        own = {id(each) for each in parameters}
        counts = [w.count for w in self._watched.values() if own & w.own]
        return max(counts, default=0)

    def _all_notes(self) -> Iterator[str]:
        if not self._pace.steps:
            yield NO_STEP
        yield from self.notes
        for watched in self._watched.values():
            yield from watched.notes
        if self._losses.first_nan is not None:
            yield f"the loss was NaN or infinite at step {self._losses.first_nan}"
