"""Two small trainings on real data, to try recipes on; the same under the same seed."""

from __future__ import annotations

import copy
import dataclasses
import functools
import math
import pathlib
import string
from collections.abc import Callable, Iterable, Sequence

import torch
from sparsify_stack import stack, unstack
from torch import Tensor, nn
from torch.nn import functional

Step = Callable[[], None]
SOURCES = "argparse ast base64 bisect calendar cmd codecs configparser csv datetime decimal difflib"
"""Modules of the standard library whose own text is learnt; another Python has another text."""
ALPHABET = string.printable


@dataclasses.dataclass(frozen=True)
class Task:
    """What is trained, for how long, and how it is judged."""

    name: str
    words: str
    metric: str
    sign: int
    """1 where more is better, else -1."""
    digits: int
    steps: int
    start: Callable[[Sequence[int], int], Training]
    """With seeds, for so many steps."""


@dataclasses.dataclass
class Training:
    """Of several seeds side by side: call `step` as often as the task says, then `finished`."""

    whole: nn.Module
    """What is trained: see `sparsify_stack`."""
    models: list[nn.Module]
    """Each seed's own, once finished."""
    step: Step
    measure: Callable[[nn.Module, int], float]
    """Of one seed's model; the number is its place among the seeds."""
    inputs: Callable[[int], Tensor]
    """A batch of a seed's training data."""

    def finished(self) -> list[nn.Module]:
        unstack(self.whole, self.models)
        return [each.eval() for each in self.models]


def training(
    make: Callable[[], nn.Module],
    seeds: Sequence[int],
    batch: Callable[[int, torch.Generator], tuple[Tensor, Tensor]],
    measure: Callable[[nn.Module, int], float],
    optimizer: Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer],
    steps: int,
) -> Training:
    """`batch` is of a place among the seeds: inputs and answers; the rate falls by a cosine."""
    models = []
    for seed in seeds:
        torch.manual_seed(seed)
        models.append(make())
    whole = stack(copy.deepcopy(models))
    made = optimizer(whole.parameters())
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(made, steps)
    draws = [torch.Generator().manual_seed(seed) for seed in seeds]

    def step() -> None:
        pairs = [batch(place, draw) for place, draw in enumerate(draws)]
        x, y = (torch.stack(each) for each in zip(*pairs, strict=True))
        made.zero_grad()
        scores = whole(x)
        loss = functional.cross_entropy(scores.flatten(0, -2), y.flatten())
        (loss * len(seeds)).backward()
        made.step()
        schedule.step()

    return Training(whole, models, step, measure, lambda place: batch(place, draws[place])[0])


# Digits


@functools.cache
def _digits() -> tuple[Tensor, Tensor]:
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    return torch.tensor(x / 16, dtype=torch.float32), torch.tensor(y)


def digits(seeds: Sequence[int], steps: int) -> Training:
    """64-64-64-64-10, Adam 2e-3, batches of 32; a third is held out, another for each seed."""
    x, y = _digits()
    orders = [torch.randperm(len(x), generator=torch.Generator().manual_seed(s)) for s in seeds]
    held = len(x) // 3

    def make() -> nn.Module:
        layers = [m for _ in range(3) for m in (nn.Linear(64, 64), nn.ReLU())]
        return nn.Sequential(*layers, nn.Linear(64, 10))

    def batch(place: int, draw: torch.Generator) -> tuple[Tensor, Tensor]:
        train = orders[place][held:]
        rows = train[torch.randint(len(train), (32,), generator=draw)]
        return x[rows], y[rows]

    def measure(model: nn.Module, place: int) -> float:
        test = orders[place][:held]
        with torch.no_grad():
            return 100 * float((model(x[test]).argmax(1) == y[test]).float().mean())

    return training(
        make, seeds, batch, measure, functools.partial(torch.optim.Adam, lr=2e-3), steps
    )


# Characters

WIDTH, HEADS, LAYERS, CONTEXT, BATCH = 64, 4, 2, 32, 8


class Block(nn.Module):
    """Causal attention and a perceptron, normed before."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        split = self.qkv(self.before(x)).unflatten(-1, (3, HEADS, -1)).movedim(-3, 0)
        query, key, value = split.transpose(-3, -2).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.out(mixed.transpose(-3, -2).flatten(-2))
        return x + self.down(functional.gelu(self.up(self.between(x))))  # type: ignore[no-any-return]


class Writer(nn.Module):
    """The next character of each place."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(len(ALPHABET), WIDTH)
        self.places = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.Sequential(*(Block() for _ in range(LAYERS)))
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, len(ALPHABET))

    def forward(self, ids: Tensor) -> Tensor:
        x = self.letters(ids) + self.places(torch.arange(ids.shape[-1]).expand_as(ids))
        return self.head(self.norm(self.blocks(x)))  # type: ignore[no-any-return]


@functools.cache
def _text() -> tuple[Tensor, Tensor]:
    """Characters to learn, and the last tenth of each module to be judged by."""
    numbers = {letter: number for number, letter in enumerate(ALPHABET)}
    train: list[int] = []
    test: list[int] = []
    folder = pathlib.Path(string.__file__).parent
    for module in SOURCES.split():
        text = (folder / f"{module}.py").read_text(encoding="utf-8")
        ids = [numbers[letter] for letter in text if letter in numbers]
        cut = math.ceil(0.9 * len(ids))
        train += ids[:cut]
        test += ids[cut:]
    return torch.tensor(train), torch.tensor(test)


def _windows(ids: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
    cut = ids[starts[:, None] + torch.arange(CONTEXT + 1)]
    return cut[:, :-1], cut[:, 1:]


def characters(seeds: Sequence[int], steps: int) -> Training:
    """A transformer of two blocks, AdamW 3e-3, on text of the standard library."""
    train, test = _text()

    def batch(place: int, draw: torch.Generator) -> tuple[Tensor, Tensor]:
        starts = torch.randint(len(train) - CONTEXT - 1, (BATCH,), generator=draw)
        return _windows(train, starts)

    def measure(model: nn.Module, place: int) -> float:
        ids, answers = _windows(test, torch.arange(0, len(test) - CONTEXT - 1, 4 * CONTEXT))
        with torch.no_grad():
            return float(functional.cross_entropy(model(ids).flatten(0, 1), answers.flatten()))

    adamw = functools.partial(torch.optim.AdamW, lr=3e-3)
    return training(Writer, seeds, batch, measure, adamw, steps)


TASKS = {
    "digits": Task(
        "digits",
        "digits, 64-64-64-64-10 perceptron, Adam",
        "accuracy, %",
        1,
        2,
        600,
        digits,
    ),
    "characters": Task(
        "characters",
        "source of the standard library, 2-block transformer, AdamW",
        "loss per character, nats",
        -1,
        4,
        300,
        characters,
    ),
}
