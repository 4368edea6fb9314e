"""One training from its options to weights, card and figures."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from .....errors import UsageError
from ..examples import Example
from ..novelty import Familiar
from . import card, checkpoints, networks
from .anchors import with_anchors
from .data import Measured, held_out, read, unrolled
from .held_out import Judging
from .loop import Plan, State, Trainable, optimizer_of, train


class Session:
    """`asked` as `train` parses it; `tell` is called with a line about how far it is."""

    def __init__(
        self, asked: Namespace, sources: Sequence[tuple[str, Path]], tell: Callable[[str], None]
    ) -> None:
        self.asked = asked
        self.sources = sources
        self.tell = tell
        self.plan = Plan(60 * asked.minutes, asked.batch, asked.rate, seed=asked.seed)
        self.state = State()

    def run(self) -> dict[str, Any]:
        """Train, judge, write. Raises UsageError."""
        torch.set_num_threads(self.asked.threads)
        torch.manual_seed(self.asked.seed)
        measured = read(self.sources)
        by_chance, unseen = held_out(measured, self.asked.held_out)
        learnt = measured.where(~(by_chance | unseen))
        network, optimizer = self._network(learnt, _device(self.asked.device))
        self.tell(
            f"{len(learnt):,} blocks to learn from; held out: {int(by_chance.sum())} by chance, "
            f"{int(unseen.sum())} of unseen opcode sequences"
        )
        familiar = self._train(network, learnt, optimizer)
        network.module.load_state_dict(self.state.average)
        groups = {
            "by chance": measured.where(by_chance),
            "unseen sequences": measured.where(unseen),
        }
        return self._finish(network, learnt, groups, familiar)

    def _network(
        self, learnt: Measured, device: torch.device
    ) -> tuple[Trainable, torch.optim.Optimizer]:
        asked = self.asked
        found = checkpoints.load(asked.out) if asked.resume else None
        if found is None:
            network = networks.fresh(
                asked.network, learnt.codes, learnt.targets, width=asked.width,
                rounds=asked.rounds, without=asked.without,
            )  # fmt: skip
            network.module.to(device)
            return network, optimizer_of(network, self.plan)
        network = networks.again(found["settings"])
        network.module.load_state_dict(found["weights"])
        network.module.to(device)
        optimizer = optimizer_of(network, self.plan)
        optimizer.load_state_dict(found["optimizer"])
        kept = {name: found[name] for name in ("spent", "blocks", "epochs", "average")}
        self.state = State(**kept)
        self.tell(f"goes on after {self.state.spent / 60:.1f} minutes, {self.state.epochs} epochs")
        return network, optimizer

    def _train(
        self, network: Trainable, learnt: Measured, optimizer: torch.optim.Optimizer
    ) -> Familiar | None:
        """What became familiar, where the network's examples can tell."""
        taught = with_anchors(unrolled(learnt))
        examples = network.examples(taught.codes)

        def after_epoch(loss: float) -> None:
            state = self.state
            checkpoints.save(self.asked.out, network, state, optimizer)
            self.tell(
                f"epoch {state.epochs}: {100 * state.spent / self.plan.seconds:.0f}% of the time, "
                f"{state.blocks / state.spent:,.0f} blocks/s, mean error {loss:.2%}"
            )

        train(network, examples, taught.cycles, self.plan, self.state, optimizer, after_epoch)
        if not isinstance(examples[0], Example):
            return None
        return Familiar.of(examples[: len(learnt)])

    def _finish(
        self,
        network: Trainable,
        learnt: Measured,
        groups: dict[str, Measured],
        familiar: Familiar | None,
    ) -> dict[str, Any]:
        asked = self.asked
        asked.out.mkdir(parents=True, exist_ok=True)
        judging = Judging(network, groups, familiar)
        about = {
            "network": network.settings()["network"], "without": list(asked.without),
            **_shape(network.settings()), "seed": asked.seed,
            "cpu_seconds": round(self.state.spent), "epochs": self.state.epochs,
            "blocks": len(learnt), "parameters": sum(
                each.numel() for each in network.module.parameters()),
            "blocks_per_cpu_second": round(self.state.blocks / max(self.state.spent, 1e-9)),
            "held_out": judging.figures(),
        }  # fmt: skip
        settings = network.settings() | {"widths": judging.widths(), "about": about}
        card.save_weights(asked.out / "weights.npz", network.module, settings, familiar)
        (asked.out / "card.md").write_text(card.text(about, learnt.targets), "utf-8")
        (asked.out / "figures.json").write_text(json.dumps(about, indent=1), "utf-8")
        return about


def _device(asked: str) -> torch.device:
    """`auto` is CUDA where there is any. Raises UsageError."""
    if asked == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        return torch.zeros(1, device=asked).device
    except (RuntimeError, AssertionError) as error:
        raise UsageError(f"--device {asked} can't be used: {error}") from None


def _shape(settings: dict[str, Any]) -> dict[str, Any]:
    """Width and rounds; GRANITE's settings keep them with more that it is made of."""
    known = settings.get("shape", settings)
    return {name: known[name] for name in ("width", "rounds")}
