"""Options of the magics that the commands pass on to them, so that they mean the same there."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passed:
    """Options of one magic: those with a value, those that may be repeated, and flags."""

    magic: str
    values: Mapping[str, tuple[str, str]]
    repeated: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group(f"options as those of %%{self.magic}")
        for name, (metavar, said) in self.values.items():
            group.add_argument(name, metavar=metavar, help=said)
        for name, (metavar, said) in self.repeated.items():
            group.add_argument(name, metavar=metavar, action="append", help=f"{said} (repeatable)")
        for name, said in self.flags.items():
            group.add_argument(name, action="store_true", help=said)

    def line_of(self, options: argparse.Namespace) -> str:
        """What was given, as the magic's line."""
        words: list[str] = []
        for name in (*self.values, *self.repeated, *self.flags):
            given = getattr(options, name[2:].replace("-", "_"))
            for value in given if isinstance(given, list) else [given]:
                if value is True:
                    words.append(name)
                elif value not in (None, False):
                    words += [name, str(value)]
        return shlex.join(words)


REFINE = Passed(
    "refine",
    {
        "--engine": ("NAME", "where rewrites come from: rules; llm, a model; all (rules)"),
        "--budget": ("S", "wall seconds that one search may take (60)"),
        "--tolerance": ("R", "relative error allowed in floats (0 is bit for bit)"),
        "--model": ("ID", "the model to ask, where the engine is llm or all"),
        "--base-url": ("URL", "the endpoint's address"),
        "--api-key-env": ("NAME", "the environment variable that holds the key"),
        "--rounds": ("N", "rounds of rewriting and feedback (3)"),
        "--samples": ("N", "answers asked for in each round (4)"),
        "--max-usd": ("USD", "spend at most this, a search (1.0)"),
    },
    {
        "--only": ("RULE", "try this rule only"),
        "--skip": ("RULE", "leave this rule out"),
        "--read": ("PATH", "let rewrites read PATH too"),
    },
    {"--again": "search anew where a result is stored"},
)

VERIFY = Passed(
    "refine",
    {"--budget": ("S", "wall seconds that one check may take (60)")},
    {"--read": ("PATH", "let the code read PATH too")},
)

BENCH = Passed(
    "refine",
    {
        name: said
        for name, said in REFINE.values.items()
        if name not in ("--engine", "--model", "--samples", "--rounds")
    },
    flags={"--again": "measure anew what was measured"},
)

ESTIMATE = Passed(
    "estimate",
    {
        "--over": ("NAMES", "what the cost depends on, such as orders,n"),
        "--budget": ("S", "wall seconds that samples of one cell may take (5)"),
        "--region": ("NAME", "where energy is drawn, such as us-east-1 or fr"),
    },
    {
        "--target": ("NAMES", "hardware to estimate for, such as here,h100 (here)"),
        "--fix": ("NAMES", "leave these as they are; NAME=VALUE pins an int"),
        "--read": ("PATH", "let samples read PATH too"),
    },
    {
        "--spot": "prices of interruptible machines",
        "--again": "estimate anew where a result is stored",
    },
)
