"""Every attack, at every level that this machine has; never without protection.

At S0 there are only limits and the kill, so only the attacks that those stop are run.
"""

from __future__ import annotations

from collections.abc import Iterator

import attack_table
import pytest
from attack_ground import Ground
from attack_table import Attack
from confined import Confined, Run, descendants

ENDLESS = {"endless_loop", "endless_loop_in_c", "ignore_requests_to_end"}


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with Ground() as ground:
        yield ground


@pytest.fixture(scope="module", params=[3, 2], ids=["S3", "S2"])
def confined(request: pytest.FixtureRequest, ground: Ground) -> Iterator[Confined]:
    with Confined(request.param, [ground.notebook, ground.package], ground.notebook) as confined:
        said = " ".join(confined.installed)
        if "Landlock" not in said or "seccomp" not in said:
            pytest.skip(f"this machine has no such level: {said}")
        if request.param == 3 and "namespaces" not in said:
            pytest.skip("this machine has no namespaces for its users")
        yield confined


@pytest.fixture(scope="module")
def only_limited(ground: Ground) -> Iterator[Confined]:
    with Confined(0, [ground.notebook, ground.package], ground.notebook) as confined:
        yield confined


def carry_out(attack: Attack, confined: Confined, ground: Ground) -> Run:
    seconds = 0.3 if attack.name in ENDLESS else 20.0
    return confined.run(attack.source_for(ground), seconds=seconds)


@pytest.mark.parametrize("attack", attack_table.ALL, ids=lambda attack: attack.name)
def test_no_attack_gets_out(attack: Attack, confined: Confined, ground: Ground) -> None:
    before = descendants()
    run = carry_out(attack, confined, ground)
    assert attack.check(ground, run.output) == ""
    assert run.timed_out == (attack.name in ENDLESS)
    assert descendants() <= before


def test_the_sandbox_serves_on_after_them_all(confined: Confined) -> None:
    assert confined.run("print('alive')").output == "alive\n"


@pytest.mark.parametrize(
    "attack",
    [attack for attack in attack_table.ALL if attack.stopped_by_limits],
    ids=lambda attack: attack.name,
)
def test_limits_alone_stop_what_only_takes(
    attack: Attack, only_limited: Confined, ground: Ground
) -> None:
    run = carry_out(attack, only_limited, ground)
    said = [line for line in run.output.splitlines() if line.startswith(attack_table.MARK)]
    assert not said
    assert ground.bytes_planted() == 0
    ground.traces()  # clears away the empty files that S0 can't refuse
    assert run.timed_out == (attack.name in ENDLESS)
    assert only_limited.run("print('alive')").output == "alive\n"


def test_the_attacks_that_limits_stop_all_exist() -> None:
    names = {attack.name for attack in attack_table.ALL}
    assert names >= attack_table.STOPPED_BY_LIMITS
    assert len(names) >= 34
