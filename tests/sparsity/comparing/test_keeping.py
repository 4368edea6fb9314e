"""What is finished is kept within bounds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from jupyter_perf.sparsity.comparing import keeping
from jupyter_perf.sparsity.comparing.job import Entry, Finished, Job
from jupyter_perf.sparsity.comparing.keeping import Kept, key_of
from jupyter_perf.sparsity.comparing.plan import After, Task
from jupyter_perf.sparsity.result import Run


def job(recipe: str = "sr-ste", source: str = "x", after: tuple[After, ...] = ()) -> Job:
    return Job(Task(recipe, "2:4", 0, after=after), source, (), {}, "digest", "00")


def finished(kept: Kept, of: Job, size: int = 10) -> Finished:
    with kept.place() as folder:
        (folder / "new.safetensors").write_bytes(bytes(size))
        run = Run(of.task.recipe, "2:4", 0, weights="new.safetensors")
        return kept.keep(of, Finished((Entry(run, {"acc": 0.5}),)), folder)


def test_what_was_kept_is_found_with_its_weights(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    found = finished(kept, job())
    assert Kept(tmp_path).find(job()) == found
    assert Path(found.entries[0].run.weights).read_bytes() == bytes(10)
    assert not list(tmp_path.glob(".running-*"))


@pytest.mark.parametrize(
    "other",
    [job("static"), job(source="y"), job(after=(After("wanda", "2:4"),))],
    ids=["recipe", "source", "what is made afterwards"],
)
def test_another_job_is_not_found(tmp_path: Path, other: Job) -> None:
    kept = Kept(tmp_path)
    finished(kept, job())
    assert kept.find(other) is None


def test_weights_that_are_gone_and_files_that_are_damaged_are_as_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    found = finished(kept, job())
    (tmp_path / key_of(job()) / "run.json").write_text("{")
    assert kept.find(job()) is None
    found = finished(kept, job())
    Path(found.entries[0].run.weights).unlink()
    assert kept.find(job()) is None


def test_the_oldest_are_forgotten_but_for_those_of_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 2500)
    kept = Kept(tmp_path)
    jobs = [job(source=str(at)) for at in range(4)]
    found = [finished(kept, each, size=1000) for each in jobs]
    for age, each in enumerate(reversed(jobs)):
        when = time.time() - age * 100
        os.utime(tmp_path / key_of(each), (when, when))
    abandoned = tmp_path / ".running-old"
    abandoned.mkdir()
    os.utime(abandoned, (0, 0))
    kept.prune([found[0].entries[0].run.weights])
    assert [kept.find(each) is not None for each in jobs] == [True, False, False, True]
    assert not abandoned.exists()
