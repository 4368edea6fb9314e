"""Each recipe's moments in a run of 20 steps, against what its equation gives by hand."""

from __future__ import annotations

import math

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.autoswitch import AutoSwitch
from jupyter_perf.sparsity.pattern import NM, Pattern, Unstructured
from jupyter_perf.sparsity.recipes import DENSE, RECIPES, Moment, Switching, recipe_of

STEPS = 20
P24, P14, TENTH = NM(2, 4), NM(1, 4), Unstructured(0.1)
MASKED = {"straight_through": False}

# recipe, pattern, {step: moment}
FIXTURES: list[tuple[str, Pattern, dict[int, Moment]]] = [
    ("dense", P24, {0: DENSE, 20: DENSE}),
    ("wanda", P24, {0: DENSE, 20: DENSE}),
    ("sparsegpt", P24, {0: DENSE, 20: DENSE}),
    ("magnitude-after", P24, {0: DENSE, 20: DENSE}),
    (
        "one-shot",
        P24,
        {0: Moment(P24, **MASKED), 1: Moment(P24, renew=False, **MASKED)},
    ),
    (
        "one-shot(at=0.5)",
        P24,
        {9: DENSE, 10: Moment(P24, **MASKED), 11: Moment(P24, renew=False, **MASKED)},
    ),
    (
        "one-shot(permute=true)",
        P24,
        {
            1: DENSE,
            2: Moment(P24, permute=True, **MASKED),
            3: Moment(P24, renew=False, **MASKED),
        },
    ),
    ("sr-ste", P24, {0: Moment(P24, decay=2e-4), 20: Moment(P24, decay=2e-4)}),
    ("magnitude-ste", P24, {0: Moment(P24), 20: Moment(P24)}),
    (
        "random-ste",
        P24,
        # The last tenth of 20 steps begins at 18, when a mask is drawn for the last time.
        {
            18: Moment(P24, score="random"),
            19: Moment(P24, renew=False, score="random"),
        },
    ),
    ("delayed-sr-ste", P24, {1: DENSE, 2: Moment(P24, decay=2e-4)}),
    (
        "frozen-variance",
        P24,
        {
            1: Moment(P24, decay=2e-4),
            2: Moment(P24, decay=2e-4, frozen_variance=True),
        },
    ),
    (
        "frozen-variance(begin=0.5)",
        NM(1, 8),
        {10: Moment(NM(1, 8), decay=2e-4, frozen_variance=True, floored_variance=True)},
    ),
    ("step", P24, {9: DENSE, 10: Moment(P24, decay=2e-4, frozen_variance=True)}),
    (
        "step(switch=0.1, decay=0)",
        NM(1, 16),
        {1: DENSE, 2: Moment(NM(1, 16), frozen_variance=True, floored_variance=True)},
    ),
    (
        "step(switch=0.1, floor=off)",
        NM(1, 16),
        {2: Moment(NM(1, 16), decay=2e-4, frozen_variance=True)},
    ),
    (
        # Dense until step 2, beta from there to step 15: 13 steps from 1 to 0.
        "mask-decay(shape=linear)",
        P24,
        {
            1: DENSE,
            2: Moment(P24, beta=1.0),
            3: Moment(P24, beta=12 / 13),
            14: Moment(P24, beta=1 - 12 / 13),
            15: Moment(P24),
        },
    ),
    (
        # exp(-k·t) with k such that it is 0.01 after 13 steps.
        "mask-decay",
        P24,
        {
            2: Moment(P24, beta=1.0),
            14: Moment(P24, beta=math.exp(math.log(0.01) / 13 * 12)),
            15: Moment(P24),
        },
    ),
    (
        # 3:4, 2:4, 1:4 over the 13 steps 2 to 15: frames of 4 1/3 steps.
        "structure-decay",
        P14,
        {
            1: DENSE,
            2: Moment(NM(3, 4)),
            6: Moment(NM(3, 4)),
            7: Moment(P24),
            10: Moment(P24),
            11: Moment(P14),
        },
    ),
    (
        "structure-decay(shape=geometric, dense=0, fine_tune=0)",
        P14,
        {
            0: Moment(NM(8, 32)),
            4: Moment(NM(8, 32)),
            5: Moment(NM(4, 16)),
            10: Moment(NM(2, 8)),
            15: Moment(P14),
        },
    ),
    (
        # 13 updates from step 2 on; the first has pruned nothing yet.
        "gradual",
        TENTH,
        {
            2: DENSE,
            3: Moment(Unstructured(1 - 0.9 * (1 - (12 / 13) ** 3)), **MASKED),
            14: Moment(Unstructured(1 - 0.9 * (1 - (1 / 13) ** 3)), **MASKED),
            15: Moment(TENTH, **MASKED),
            16: Moment(TENTH, renew=False, **MASKED),
        },
    ),
    (
        # Every 5 steps: a density of 1 - 0.75·(1 - (2/3)^3) = 0.472 asks for 2:4.
        "gradual(every=5)",
        P14,
        {
            7: Moment(P24, **MASKED),
            8: Moment(P24, renew=False, **MASKED),
            15: Moment(P14, **MASKED),
        },
    ),
    ("random", P14, {15: Moment(P14, score="random", **MASKED)}),
    ("saliency", P14, {15: Moment(P14, score="saliency", **MASKED)}),
    ("global-magnitude", TENTH, {15: Moment(TENTH, scope="global", **MASKED)}),
    (
        "global-saliency",
        TENTH,
        {15: Moment(TENTH, score="saliency", scope="global", **MASKED)},
    ),
    (
        "static",
        P24,
        {
            0: Moment(P24, score="random", **MASKED),
            1: Moment(P24, renew=False, score="random", **MASKED),
        },
    ),
    (
        # T_end = 15 steps; at step 10 the share is 0.15·(1 + cos(2 pi / 3)) = 0.075.
        "rigl(every=5)",
        P24,
        {
            0: Moment(P24, score="random", **MASKED),
            1: Moment(P24, renew=False, score="random", **MASKED),
            10: Moment(P24, renew=False, score="random", drop=0.075, grow="gradient", **MASKED),
            15: Moment(P24, renew=False, score="random", **MASKED),
        },
    ),
    (
        "set(every=5)",
        P24,
        {
            5: Moment(P24, renew=False, score="random", drop=0.3, grow="random", **MASKED),
            15: Moment(P24, renew=False, score="random", **MASKED),
        },
    ),
]


@pytest.mark.parametrize(
    ("name", "pattern", "expected"), FIXTURES, ids=[each[0] for each in FIXTURES]
)
def test_moments(name: str, pattern: Pattern, expected: dict[int, Moment]) -> None:
    recipe = recipe_of(name)[1]
    for step, moment in expected.items():
        found = recipe.moment(step, STEPS, pattern)
        for field in ("beta", "drop"):
            assert getattr(found, field) == pytest.approx(getattr(moment, field), abs=1e-12)
        assert _density(found) == pytest.approx(_density(moment), abs=1e-12)
        assert _rest(found) == _rest(moment)


def _density(moment: Moment) -> float:
    return moment.pattern.density if moment.pattern else 1.0


def _rest(moment: Moment) -> tuple[object, ...]:
    groups = moment.pattern if isinstance(moment.pattern, NM) else type(moment.pattern)
    return (
        groups,
        moment.renew,
        moment.score,
        moment.scope,
        moment.decay,
        moment.straight_through,
        moment.frozen_variance,
        moment.floored_variance,
        moment.grow,
        moment.permute,
    )


def test_each_recipe_has_a_fixture() -> None:
    assert {name.partition("(")[0] for name, _, _ in FIXTURES} == set(RECIPES.names())


def test_frames_are_those_of_the_paper() -> None:
    stepwise, geometric = (
        recipe_of(f"structure-decay(shape={shape})")[1] for shape in ("stepwise", "geometric")
    )
    assert [str(p) for p in stepwise.frames(NM(1, 16))] == ["15:16", "8:16", "4:16", "2:16", "1:16"]
    assert [str(p) for p in stepwise.frames(P24)] == ["3:4", "2:4"]
    assert [str(p) for p in stepwise.frames(NM(3, 4))] == ["3:4"]
    assert [str(p) for p in stepwise.frames(NM(4, 4))] == ["4:4"]
    assert [p.density for p in stepwise.frames(TENTH)] == [0.5, 0.25, 0.125, 0.1]
    assert [str(p) for p in geometric.frames(P14)] == ["8:32", "4:16", "2:8", "1:4"]
    # Groups of more than 64 inputs make no sense to export.
    assert [str(p) for p in geometric.frames(NM(1, 16))] == ["4:64", "2:32", "1:16"]


class TestAutoSwitch:
    """T_w = floor(1 / (1 - beta2)) changes, and their mean below epsilon."""

    def test_it_waits_for_as_many_changes_as_beta2_averages_over(self) -> None:
        rule = AutoSwitch("arithmetic", 1.0, beta2=0.75)
        assert rule.horizon == 4
        assert [rule.seen(0.5) for _ in range(5)] == [False, False, False, True, True]
        assert AutoSwitch("arithmetic", 1.0, beta2=0.999).horizon == 1000

    def test_one_large_change_holds_back_the_arithmetic_mean_only(self) -> None:
        changes = [1e-9, 1e-9, 1e-9, 1e-7]
        arithmetic, geometric = (AutoSwitch(m, 1e-8, 0.75) for m in ("arithmetic", "geometric"))
        assert [arithmetic.seen(z) for z in changes][-1] is False
        assert arithmetic.average() == pytest.approx(2.575e-8)
        assert [geometric.seen(z) for z in changes][-1] is True
        assert geometric.average() == pytest.approx(10**-8.5)

    def test_old_changes_are_forgotten(self) -> None:
        rule = AutoSwitch("arithmetic", 1e-8, 0.5)
        assert [rule.seen(z) for z in (1.0, 1e-9, 1e-9)] == [False, False, True]

    def test_zero_and_nan(self) -> None:
        assert AutoSwitch("geometric", 1e-8, 0.0).seen(0.0)
        assert not AutoSwitch("geometric", 1e-8, 0.0).seen(math.nan)
        assert not AutoSwitch("arithmetic", 1e-8, 0.0).seen(math.nan)
        assert math.isnan(AutoSwitch("arithmetic", 1e-8, 0.9).average())

    def test_a_resumed_run_goes_on_the_same(self) -> None:
        first, second = (AutoSwitch("arithmetic", 1e-8, 0.75) for _ in range(2))
        for change in (1.0, 1e-9, 1e-9):
            first.seen(change)
        second.restore(first.state())
        assert [first.seen(1e-9), first.seen(1e-9)] == [second.seen(1e-9), second.seen(1e-9)]

    def test_beta2_of_one_has_no_horizon(self) -> None:
        with pytest.raises(UsageError, match="beta2"):
            AutoSwitch("arithmetic", 1e-8, beta2=1.0)


class TestSwitching:
    def of(self, name: str) -> Switching:
        recipe = recipe_of(name)[1]
        assert isinstance(recipe, Switching)
        return recipe

    def test_autoswitch_is_clipped_to_a_window(self) -> None:
        step = self.of("step")
        assert step.window(600) == (60, 300)
        watch = step.watch(0.999)
        assert watch is not None
        assert (watch.mean, watch.epsilon, watch.horizon) == ("arithmetic", 1e-8, 1000)
        geometric = self.of("step(switch=geometric, epsilon=1e-6)").watch(0.9)
        assert geometric is not None
        assert (geometric.mean, geometric.epsilon) == ("geometric", 1e-6)

    def test_once_it_fired_the_second_phase_begins_there(self) -> None:
        step = self.of("step")
        assert step.moment(100, 600, P24) == DENSE
        fired = step.switched(100)
        assert fired.moment(99, 600, P24) == DENSE
        assert fired.moment(100, 600, P24).frozen_variance
        assert isinstance(fired, Switching)
        assert fired.watch(0.999) is None
        assert fired.window(600) == (100, 100)

    def test_a_given_share_is_taken_as_it_is(self) -> None:
        step = self.of("step(switch=0.1)")
        assert step.window(600) == (60, 60)
        assert step.watch(0.999) is None

    def test_it_says_which_rule_fired(self) -> None:
        assert self.of("step").why(300, 600, fired=False) == (
            "at step 300, 50% of the run: AutoSwitch never fired"
        )
        assert self.of("step(switch=geometric)").why(77, 600, fired=True) == (
            "at step 77, by AutoSwitch (geometric mean below 1e-08)"
        )
        assert self.of("step(switch=0.1)").why(60, 600, False) == (
            "at step 60, 10% of the run, as given"
        )
        assert self.of("step(switch_step=33)").why(33, 600, False) == "at step 33, as given"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nosuch", "no recipes named 'nosuch'"),
        ("sr-ste(decay=-1)", "decay is a number above 0"),
        ("sr-ste(decay=inf)", "decay is a number above 0"),
        ("sr-ste(lambda=1)", "no option 'lambda=1'"),
        ("sr-ste(decay=)", "no option"),
        ("one-shot(at=2)", "at is a share from 0 to 1"),
        ("one-shot(at=50%)", "at can't be '50%'"),
        ("step(switch=harmonic)", "switch is one of arithmetic, geometric"),
        ("step(switch=1.5)", "switch is a share"),
        ("step(earliest=0.6)", "after latest"),
        ("step(floor=maybe)", "floor is one of auto, on, off"),
        ("mask-decay(dense=0.6, fine_tune=0.6)", "more than the whole run"),
        ("mask-decay(shape=square)", "shape is one of"),
        ("mask-decay(last=0)", "last is between 0 and 1"),
        ("structure-decay(dense=0.6, fine_tune=0.6)", "more than the whole run"),
        ("gradual(begin=0.9)", "begin .0.9. is after end"),
        ("gradual(every=0)", "every is a number above 0"),
        ("rigl(drop=1.1)", "drop is a share"),
        ("frozen-variance(begin=0)", "begin is a number above 0"),
        ("wanda(batches=0)", "batches is a number above 0"),
        ("dense(x=1)", "no options at all"),
    ],
)
def test_senseless_options_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        recipe_of(text)


@pytest.mark.parametrize(
    ("other", "name"),
    [("ASP", "one-shot"), ("gmp", "gradual"), ("no_prune", "dense"), ("static_sparse", "static")],
)
def test_other_names_are_understood(other: str, name: str) -> None:
    assert recipe_of(other)[1] == RECIPES.get(name)
