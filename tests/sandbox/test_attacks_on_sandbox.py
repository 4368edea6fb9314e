"""Every attack again, through the sandbox that users get."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator

import attack_table
import pytest
from attack_ground import Ground
from attack_table import Attack

from jupyter_perf.sandbox import reads, snapshot
from jupyter_perf.sandbox.environment import sandbox_environment
from jupyter_perf.sandbox.level import Level, measure
from jupyter_perf.sandbox.sandbox import Sandbox
from jupyter_perf.sandbox.work import Ended, Kind, Limits, SandboxSpec, Work

ENDLESS = {"endless_loop", "endless_loop_in_c", "ignore_requests_to_end"}
LIMITS = Limits(wall_seconds=20.0, memory_bytes=512 << 20, output_bytes=8 << 20)


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with Ground() as ground:
        yield ground


@pytest.fixture(
    scope="module", params=[3, pytest.param(2, marks=pytest.mark.slow)], ids=["S3", "S2"]
)
def sandbox(request: pytest.FixtureRequest, ground: Ground) -> Iterator[Sandbox]:
    spec = SandboxSpec(
        read_paths=tuple(reads.allowed_paths(ground.notebook, sys.path, ())),
        sys_path=("", *sys.path),
        cwd=ground.notebook,
        environment=sandbox_environment(),
        limits=LIMITS,
        max_level=request.param,
    )
    copied = snapshot.take({}, [], extra={})
    with Sandbox(spec, copied.fd, copied.layout) as sandbox:
        sandbox.start()
        copied.close()
        if measure(sandbox).level < Level.S2:
            pytest.skip("attacks are never run without protection")
        yield sandbox


@pytest.mark.parametrize("attack", attack_table.ALL, ids=lambda attack: attack.name)
def test_no_attack_gets_out(attack: Attack, sandbox: Sandbox, ground: Ground) -> None:
    seconds = 0.3 if attack.name in ENDLESS else LIMITS.wall_seconds
    limits = dataclasses.replace(LIMITS, wall_seconds=seconds)
    outcome = sandbox.run(Work(Kind.CELL, attack.source_for(ground)), limits=limits)
    assert attack.check(ground, outcome.stdout.decode(errors="replace")) == ""
    assert (outcome.ended is Ended.TIMEOUT) == (attack.name in ENDLESS)


def test_the_sandbox_serves_on_after_them_all(sandbox: Sandbox) -> None:
    outcome = sandbox.run(Work(Kind.CELL, "print('alive')"))
    assert outcome.stdout == b"alive\n"
