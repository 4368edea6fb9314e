"""`%perf calibrate`: measure this machine, and learn from runs whose cost had been predicted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .. import errors
from ..core import calibration, folders, measurements, units
from ..core.cards import cards_here
from ..core.systems import require_sandbox

if TYPE_CHECKING:
    from ..core.measured import Measured
    from ..core.progress import Report
    from ..estimation.here import Correction, Outcome

USAGE = "calibrate [--again] [--reset] [--save FILE] [--budget S] [--blocks]"
_BUDGET_SECONDS = 15.0
_MOST_SECONDS = 60.0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise errors.UsageError(f"{message}. Usage: %perf {USAGE}")


def calibrate(words: list[str], report: Report) -> dict[str, Any] | str:
    """A MIME bundle to show, or a sentence. Raises UsageError, PolicyError and SandboxError.

    An interrupt ends what measures; what was known before stays.
    """
    from ..estimation import here
    from ..estimation.learnt import machine_key
    from ..views.tables import findings

    options = _parser().parse_args(words)
    if options.blocks:
        return _of_blocks(options, report)
    if options.reset:
        had = here.reset(machine_key()) | measurements.forget(machine_key())
        had |= calibration.forget(cards_here().key)
        return "Forgotten: this machine's measurement, and what runs taught." if had else _NOTHING
    require_sandbox("this machine can't be measured")
    budget = _budget(options, _BUDGET_SECONDS, _MOST_SECONDS)
    found = here.measured(budget, again=options.again, progress=report)
    correction = here.recalibrated(outcomes())
    note = here.keep(correction, found.key) if correction.kinds else ""
    rows = [*_machine(found), *_learnt(correction, note), *_card()]
    if options.save is not None:
        rows.append(("saved", _saved(Path(options.save).expanduser(), found)))
    return findings(rows)


def _of_blocks(options: argparse.Namespace, report: Report) -> dict[str, Any] | str:
    from . import calibrate_blocks as blocks

    if options.again or options.save is not None:
        raise errors.UsageError(
            "--blocks always measures further blocks, and keeps them: it takes --budget or --reset"
        )
    if options.reset:
        return blocks.forget_blocks()
    budget = _budget(options, blocks.BUDGET_SECONDS, blocks.MOST_SECONDS)
    return blocks.calibrate_blocks(budget, report)


def _budget(options: argparse.Namespace, usual: float, most: float) -> float:
    """Seconds. Raises UsageError."""
    given = usual if options.budget is None else options.budget
    if not 0 < given <= most:
        raise errors.UsageError(f"--budget is at most {most:g} s, above 0")
    return float(given)


def outcomes() -> Iterator[Outcome]:
    """Predictions that were run to their end on this machine, the earliest first.

    Of the records, so that all kernels' runs count; raises PolicyError.
    """
    from ..core.versions import machine
    from ..estimation.learnt import outcomes_of
    from ..estimation.result import Comparison, Estimate
    from ..records.store import Query, store

    for kind, read in (("estimate", Estimate.from_json), ("comparison", Comparison.from_json)):
        for page in store().each(Query(kind=kind, order="asc")):
            for record in page:
                if record.get("machine") != machine():
                    continue
                try:
                    found = read(_text(record["result"]))
                except ValueError:  # of another version
                    continue
                yield from outcomes_of(found)


def state() -> str:
    """How calibrated estimates are here, in one line: for `%perf doctor`."""
    from ..estimation import here
    from ..estimation.learnt import machine_key

    measured = measurements.latest()
    if measured is None:
        return "not measured: `%perf calibrate` does it in under 20 s, for times of models here"
    said = [f"measured on {measured.created[:10]}"]
    said += [f"busy then: {measured.busy}"] if measured.busy else []
    return "; ".join([*said, *here.kept(machine_key()).words])


_NOTHING = "There was nothing to forget."


def _text(result: Any) -> str:
    import json

    return result if isinstance(result, str) else json.dumps(result)


def _machine(found: Measured) -> list[tuple[str, str]]:
    rows = [("machine", f"{found.machine}, {units.counted(round(found.cores), 'core')}")]
    when = found.created.replace("T", " ").replace("+00:00", " UTC")
    rows.append(("measured", f"{when}, with {len(found.probes)} reference kernels"))
    if found.busy:
        rows.append(("busy", f"{found.busy}: ranges are wider, and it is kept for minutes only"))
    for name, label in _SHOWN.items():
        if (rate := found.rate(name)) is not None:
            low, high = _amount(name, rate.low), _amount(name, rate.high)
            rows.append((label, f"{_amount(name, rate.value)} a second ({low} to {high})"))
    rows.append(("kept in", measurements.where(found)))
    return rows


_SHOWN = {
    "matmul-fp32": "float32 products",
    "matmul-fp64": "float64 products",
    "stream-ram": "memory, one thread",
    "stream-all": "memory, all threads",
}
"""Reference kernels that say something by themselves."""


def _amount(name: str, rate: float) -> str:
    return units.flops(rate) if name.startswith("matmul") else units.size(rate)


def _learnt(correction: Correction, note: str) -> list[tuple[str, str]]:
    if not correction.kinds:
        why = "no cell was run after its estimate yet: `%%estimate --run` makes the pairs"
        return [("learnt", why)]
    rows = [("learnt", words) for words in correction.words]
    return [*rows, ("learnt", note)] if note else rows


def _card() -> list[tuple[str, str]]:
    """What steps took on the graphics card, once `%papaya` was asked about it."""
    cards = cards_here()
    found = calibration.kept(cards.key) if cards.names else None
    if found is None:
        return []
    kinds = "; ".join(dict.fromkeys(each.what for each in found.steps))
    steps = units.counted(len(found.steps), "real step")
    return [("card", f"peaks {found.said}, by {steps} ({kinds})")]


def _saved(file: Path, found: Measured) -> str:
    """Write the measurement, for another machine to estimate for this one."""
    if file.is_dir():
        raise errors.UsageError(f"{file} is a folder: name a file, such as this-machine.json")
    try:
        folders.write_text(file, found.to_json())
    except OSError as error:
        raise errors.UsageError(f"{file} can't be written: {error.strerror or error}") from None
    return f"{file}: `%perf targets --add {file.name}` on another machine makes this one a target"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="%perf calibrate", add_help=False, allow_abbrev=False)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("--save", metavar="FILE")
    parser.add_argument("--budget", type=float)
    parser.add_argument("--blocks", action="store_true")
    return parser
