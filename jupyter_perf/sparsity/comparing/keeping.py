"""What is finished is kept, and not run again: by cell, inputs, recipe, pattern, seed, versions."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...core import serial, versions
from ...core.folders import data_folder, write_text
from .job import Entry, Finished, Job

MOST_BYTES = 4_000_000_000
MOST_RUNS = 500
ABANDONED_SECONDS = 7 * 24 * 3600
_INFO = "run.json"
_FORM = 1
"""Of what is kept: another one is not looked at."""


def key_of(job: Job) -> str:
    """A name for everything that the training's result depends on."""
    task = dataclasses.asdict(job.task)
    del task["after"]
    steps = job.steps if job.task.pattern != "dense" else None
    parts: dict[str, Any] = {
        "form": _FORM, "task": task, "source": job.source, "inputs": job.digest, "steps": steps,
        "recipe": job.recipe, "mask_every": job.mask_every, "distribution": job.distribution,
        "transposable": job.transposable, "only": job.only, "skip": job.skip, "pilot": job.pilot,
        "dtype": job.dtype or "float32",
        "versions": versions.of_modules(["torch", "numpy"]),
    }  # fmt: skip
    return versions.digest(json.dumps(parts, sort_keys=True))[:32]


class Kept:
    """Finished runs in a folder of the user's, the oldest forgotten first.

    Where that can't be written to, they are kept in a temporary one, and `note` says so.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.note = ""
        self.folder = folder or data_folder() / "sparsify"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            self.folder = Path(tempfile.mkdtemp(prefix="jupyter-perf-sparsify-"))
            self.note = (
                f"finished runs and weights lie in {self.folder}, which the system may clear:"
                f" the usual folder can't be written to ({error.strerror})"
            )

    @contextlib.contextmanager
    def place(self) -> Any:
        """A new folder for one run's weights, gone afterwards but for what `keep` took."""
        made = Path(tempfile.mkdtemp(prefix=".running-", dir=self.folder))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def find(self, job: Job) -> Finished | None:
        """What was kept of this job with all that is to be made of its model; None if nothing."""
        folder = self.folder / key_of(job)
        try:
            found = serial.loads(Finished, (folder / _INFO).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        have = {(e.run.recipe, e.run.pattern, e.run.quantize) for e in found.entries}
        if any((e.recipe, e.pattern, e.quantize) not in have for e in job.task.after):
            return None
        timed = found.latency or "latency" in found.reasons
        if (job.latency and not timed and not found.failed) or not _has_weights(found):
            return None
        with contextlib.suppress(OSError):
            os.utime(folder)  # what is asked for again is forgotten last
        return found

    def keep(self, job: Job, found: Finished, files: Path) -> Finished:
        """Move the weights in `files` to their place; returns the same with their paths."""
        folder = self.folder / key_of(job)
        entries = tuple(_placed(each, files, folder) for each in found.entries)
        kept = dataclasses.replace(found, entries=entries)
        # A full disk costs only what would have been found again.
        with contextlib.suppress(OSError):
            write_text(folder / _INFO, serial.dumps(kept))
        return kept

    def place_weights(self, found: Finished, files: Path) -> Finished:
        """Move the weights in `files` to a place of their own, where they aren't found again."""
        folder = self.folder / f"live-{uuid.uuid4().hex}"
        entries = tuple(_placed(each, files, folder) for each in found.entries)
        return dataclasses.replace(found, entries=entries)

    def prune(self, spare: Iterable[str] = ()) -> None:
        """Forget the oldest beyond the bounds, but none of `spare` (weights of a report)."""
        spared = {Path(each).parent for each in spare}
        aged = sorted(self._ages().items(), key=lambda item: item[1], reverse=True)
        total = 0
        for at, (folder, _) in enumerate(aged):
            total += sum(_size(file) for file in folder.glob("*"))
            if (at >= MOST_RUNS or total > MOST_BYTES) and folder not in spared:
                shutil.rmtree(folder, ignore_errors=True)
        for left in self.folder.glob(".running-*"):
            # Of a kernel that was killed: nobody else takes it away.
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)

    def _ages(self) -> Mapping[Path, float]:
        found = {}
        for folder in self.folder.iterdir():
            with contextlib.suppress(OSError):
                if folder.is_dir() and not folder.name.startswith("."):
                    found[folder] = folder.stat().st_mtime
        return found


def _has_weights(found: Finished) -> bool:
    named = [Path(each.run.weights) for each in found.entries if each.run.weights]
    return all(each.is_file() for each in named)


def _placed(entry: Entry, files: Path, folder: Path) -> Entry:
    """With the path of its weights in their folder; without, where they didn't get there."""
    run = entry.run
    name = re.sub(r"[^\w.=-]+", "-", f"{run.recipe}-{run.pattern}-{run.quantize}")
    source = files / Path(run.weights).name
    path = ""
    if run.weights and source.is_file():
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # The same name when it is run again: older reports find what is equal.
            target = source.replace(folder / f"{name[:100]}.safetensors")
            path = str(target)
    return dataclasses.replace(entry, run=dataclasses.replace(run, weights=path))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
