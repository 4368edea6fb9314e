"""One training from its options to weights, card and figures."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..decoding import decode
from . import calibrating, card, checkpoints, networks
from .data import Measured, held_out, read
from .judging import by_length, figures
from .loop import Plan, State, Trainable, optimizer_of, predicted, train


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
        network, optimizer = self._network(learnt)
        self.tell(
            f"{len(learnt):,} blocks to learn from; held out: {int(by_chance.sum())} by chance, "
            f"{int(unseen.sum())} of unseen opcode sequences"
        )
        self._train(network, learnt, optimizer)
        network.module.load_state_dict(self.state.average)
        groups = {
            "by chance": measured.where(by_chance),
            "unseen sequences": measured.where(unseen),
        }
        return self._finish(network, learnt, groups)

    def _network(self, learnt: Measured) -> tuple[Trainable, torch.optim.Optimizer]:
        asked = self.asked
        found = checkpoints.load(asked.out) if asked.resume else None
        if found is None:
            network = networks.fresh(
                asked.network, learnt.codes, learnt.targets, width=asked.width,
                rounds=asked.rounds, without=asked.without,
            )  # fmt: skip
            return network, optimizer_of(network, self.plan)
        network = networks.again(found["settings"])
        network.module.load_state_dict(found["weights"])
        optimizer = optimizer_of(network, self.plan)
        optimizer.load_state_dict(found["optimizer"])
        kept = {name: found[name] for name in ("spent", "blocks", "epochs", "average")}
        self.state = State(**kept)
        self.tell(f"goes on after {self.state.spent / 60:.1f} minutes, {self.state.epochs} epochs")
        return network, optimizer

    def _train(
        self, network: Trainable, learnt: Measured, optimizer: torch.optim.Optimizer
    ) -> None:
        examples = network.examples(learnt.codes)

        def after_epoch(loss: float) -> None:
            state = self.state
            checkpoints.save(self.asked.out, network, state, optimizer)
            self.tell(
                f"epoch {state.epochs}: {100 * state.spent / self.plan.seconds:.0f}% of the time, "
                f"{state.blocks / state.spent:,.0f} blocks/s, mean error {loss:.2%}"
            )

        train(network, examples, learnt.cycles, self.plan, self.state, optimizer, after_epoch)

    def _finish(
        self, network: Trainable, learnt: Measured, groups: dict[str, Measured]
    ) -> dict[str, Any]:
        asked = self.asked
        asked.out.mkdir(parents=True, exist_ok=True)
        widths = calibrating.widths(network, groups)
        found = {name: self._judged(network, group, widths) for name, group in groups.items()}
        about = {
            "network": network.settings()["network"], "without": list(asked.without),
            "width": asked.width, "rounds": asked.rounds, "seed": asked.seed,
            "cpu_seconds": round(self.state.spent), "epochs": self.state.epochs,
            "blocks": len(learnt), "parameters": sum(
                each.numel() for each in network.module.parameters()),
            "blocks_per_cpu_second": round(self.state.blocks / max(self.state.spent, 1e-9)),
            "held_out": found,
        }  # fmt: skip
        settings = network.settings() | {"widths": widths, "about": about}
        card.save_weights(asked.out / "weights.npz", network.module, settings)
        (asked.out / "card.md").write_text(card.text(about, learnt.targets), "utf-8")
        (asked.out / "figures.json").write_text(json.dumps(about, indent=1), "utf-8")
        return about

    def _judged(
        self, network: Trainable, group: Measured, widths: dict[str, float]
    ) -> dict[str, Any]:
        cycles, spread = predicted(network, network.examples(group.codes))
        lengths = np.array([len(decode(code)) for code in group.codes])
        found: dict[str, Any] = {}
        for head, target in enumerate(group.targets):
            known = ~np.isnan(group.cycles[:, head])
            p, labels = cycles[known, head].astype(float), group.cycles[known, head]
            interval = None
            if spread is not None:
                ends = np.exp(spread[known] * widths["plain"])
                interval = p * ends[:, 0], p * ends[:, 1]
            found[target] = figures(p, labels, interval).to_json() | {
                "by length": {
                    k: round(v, 4) for k, v in by_length(p, labels, lengths[known]).items()
                }
            }
        return found
