"""Train a network on measured blocks.

    python -m jupyter_perf.estimation.models.granite.train --data [TARGET=]blocks.csv.gz
        [--network lean] [--minutes 60] [--out FOLDER] [--resume] …

Reads the rows of the split `train` only, of which some are held out to choose by. Writes
checkpoints and, at the end, `weights.npz`, `card.md` and `figures.json` into the folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from ....errors import PerfError

_TARGET = "zen4"


def main(words: list[str] | None = None) -> int:
    """The command; 0 where it trained, or had nothing to train on."""
    asked = _parser().parse_args(words)
    sources = [_source(each) for each in asked.data]
    missing = [str(path) for _, path in sources if not path.exists()]
    if missing:
        print(f"skipped: there is no {missing[0]}; --data names measured blocks", file=sys.stderr)
        return 0
    try:
        from .training.session import Session

        figures = Session(asked, sources, _tell).run()
    except PerfError as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"stopped: --resume goes on from {asked.out}", file=sys.stderr)
        return 130
    print(json.dumps(figures, indent=1))
    return 0


def _source(text: str) -> tuple[str, Path]:
    target, equals, path = text.partition("=")
    return (target, Path(path)) if equals else (_TARGET, Path(text))


def _tell(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jupyter_perf.estimation.models.granite.train",
        description=(__doc__ or "").splitlines()[0],
    )
    parser.add_argument(
        "--data", action="append", required=True, metavar="[TARGET=]CSV",
        help=f"hex,cycles_per_iteration,split; repeated for several targets ({_TARGET})",
    )  # fmt: skip
    parser.add_argument("--network", default="lean", help="lean, or granite as published (lean)")
    parser.add_argument("--minutes", type=_positive, default=60.0, help="of CPU, in all (60)")
    parser.add_argument("--width", type=int, help="64; granite 256")
    parser.add_argument("--rounds", type=int, help="of messages (3; granite 8)")
    parser.add_argument("--batch", type=int, default=512, help="blocks at once (512)")
    parser.add_argument("--rate", type=float, default=2e-3, help="learning rate at most (0.002)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="auto", help="cpu, cuda (cuda where there is one)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--held-out", type=float, default=0.02, help="to choose by (0.02)")
    parser.add_argument("--without", action="append", default=[], metavar="EXTENSION")
    parser.add_argument("--out", type=Path, default=Path("granite"), metavar="FOLDER")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not number > 0:
        raise argparse.ArgumentTypeError("must be above 0")
    return number


if __name__ == "__main__":
    raise SystemExit(main())
