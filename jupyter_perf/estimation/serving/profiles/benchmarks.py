"""Results of serving benchmarks, as files and folders of theirs hold them.

A result doesn't say what it ran on. Instances are told apart by a field `gpu`, `instance` or
`device` (vLLM writes what `--metadata gpu=NAME` gives), else by `label` or `tag`, else by the name
of the folder inside the one that is given.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ....core.units import counted, percent
from ....errors import UsageError
from . import fields, sglang, vllm
from .measured import Measured
from .runs import Run

if TYPE_CHECKING:
    import pandas

Record = Mapping[str, Any]
_FORMS: tuple[tuple[Callable[[Record], bool], Callable[[Record], Run | None]], ...] = (
    (sglang.is_result, sglang.run),
    (vllm.is_result, vllm.run),
)
MOST_FAILED = 0.01
"""Share of requests: what a server did while it turned more away, nobody was served by."""
_NAMED_BY = ("gpu", "instance", "device", "label", "tag")
_AGAIN = ".pytorch.json"
"""vLLM writes the same once more in PyTorch's form."""
_RUNS = "run=*.json"
"""Of `vllm bench sweep`, in a folder for each setting, beside a warm-up and a summary of them."""
_ENDINGS = (".json", ".jsonl", ".ndjson")


def is_result(record: object) -> bool:
    """Whether it is the result of one run."""
    return isinstance(record, Mapping) and any(mine(record) for mine, _ in _FORMS)


def of_folder(folder: Path) -> dict[str | None, Measured]:
    """All results in `folder` and the folders in it. Raises UsageError where there are none."""
    records = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _ENDINGS or path.name.endswith(_AGAIN):
            continue
        swept = any(path.parent.glob(_RUNS))
        if not swept or path.match(_RUNS):
            inner = _instance(path.parent.parent if swept else path.parent, folder)
            records += [(record, inner) for record in objects(path) if is_result(record)]
    if not records:
        raise UsageError(
            f"{folder} holds no results of vLLM's `bench serve` (JSON) or SGLang's `bench_serving` "
            "(JSON lines)"
        )
    return of_records(records, str(folder))


def _instance(inner: Path, folder: Path) -> str | None:
    """The name of a folder inside of `folder`; None of itself."""
    return inner.name if inner.is_relative_to(folder) and inner != folder else None


def of_records(
    records: Sequence[tuple[Record, str | None]], where: str
) -> dict[str | None, Measured]:
    """Results, each with what to call its instance where it doesn't say.

    Raises UsageError where a field that is needed isn't there, or no run finished a request.
    """
    grouped: dict[str | None, list[Run]] = defaultdict(list)
    left_out: Counter[str] = Counter()
    for record, fallback in records:
        read = next((read for mine, read in _FORMS if mine(record)), None)
        if read is None:
            raise UsageError(f"{where} holds something else than results of serving benchmarks")
        try:
            run, failed = read(record), fields.failed(record)
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"a result in {where} can't be read: {error!r:.200}") from error
        if run is None:
            left_out["that finished no request"] += 1
        elif failed > MOST_FAILED:
            left_out[f"of whose requests more than {percent(MOST_FAILED)} failed"] += 1
        else:
            grouped[_name(record) or fallback].append(run)
    said = [f"{counted(runs, 'run')} in {where} {why}" for why, runs in left_out.items()]
    if not grouped:
        raise UsageError(f"no run in {where} can be used: {'; '.join(said)}")
    notes = tuple(said)
    return {name: Measured(tuple(runs), notes) for name, runs in grouped.items()}


def of_frame(frame: pandas.DataFrame, where: str) -> dict[str | None, Measured]:
    """A row for each result, as `vllm bench sweep` writes them into `summary.csv`; of cells that
    are empty nothing is known. Raises UsageError as `of_records`."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return of_records([({str(k): v for k, v in row.items()}, None) for row in rows], where)


def objects(path: Path) -> list[Any]:
    """What a JSON file holds, or each line of one with several (`--append-result`, JSON lines).

    Raises UsageError where it is neither.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} can't be read: {error}") from error
    try:
        whole = json.loads(text)
    except ValueError:
        return list(_lines(text, path.name))
    return whole if isinstance(whole, list) else [whole]


def _lines(text: str, where: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise UsageError(f"line {number} of {where} isn't JSON: {error}") from error


def _name(record: Record) -> str | None:
    given = (record.get(key) for key in _NAMED_BY)
    return next((each for each in given if isinstance(each, str) and each), None)
