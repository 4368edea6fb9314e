"""The measured basic blocks that `bench_granite.py` judges by: read from a file, drawn from."""

from __future__ import annotations

import csv
import gzip
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "JUPYTER_PERF_BLOCKS"
SHARED = ROOT.parent / "shared" / "data" / "basic_blocks_zen4.csv.gz"
SAMPLE_SEED = 20221008


@dataclass(frozen=True)
class Block:
    """One row: `cycles` per iteration, measured, and the application that it comes from."""

    code: bytes
    cycles: float
    application: str
    split: str


def default_data() -> Path:
    """Where the blocks are looked for: what the environment names, else beside the checkout."""
    return Path(os.environ.get(VARIABLE, SHARED))


def read(path: Path) -> list[Block]:
    """All rows; columns hex, cycles_per_iteration, apps and split, gzipped where so named.

    A file without splits is all test.
    """
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    return [
        Block(
            bytes.fromhex(row["hex"]),
            float(row["cycles_per_iteration"]),
            application(row.get("apps", "unknown")),
            row.get("split", "test"),
        )
        for row in csv.DictReader(lines)
    ]


def application(name: str) -> str:
    """The project that a program belongs to: `openblas-dgemm.goto` is of openblas."""
    return name if name.endswith("-only") else name.split("-")[0]


def of_split(blocks: Sequence[Block], split: str) -> list[Block]:
    return [each for each in blocks if each.split == split]


def sampled(blocks: int, most: int) -> list[int]:
    """Places of `most` among so many blocks (all, where there are fewer), the same each time."""
    if blocks <= most:
        return list(range(blocks))
    return sorted(random.Random(SAMPLE_SEED).sample(range(blocks), most))
