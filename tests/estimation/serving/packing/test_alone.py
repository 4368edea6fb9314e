"""One kind of machine by itself, and what the mix saves."""

from __future__ import annotations

import pytest
from serving_packing_cases import able, example, requests

from jupyter_perf.estimation.serving.packing.alone import Alone, alone
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.terms import Instance


def test_the_authors_example():
    found = alone(example())
    assert found.mix.usd_per_hour == pytest.approx(6.70)
    assert found.plans["A10G"].counts == {"A10G": 12}
    assert found.plans["A100-80GB"].usd_per_hour == pytest.approx(7.34)
    assert found.best == "A100-80GB"
    assert found.saving == pytest.approx(1 - 6.70 / 7.34)
    assert found.savings["A10G"] == pytest.approx(1 - 6.70 / 12.12)


def test_one_that_cant_serve_all_says_why():
    asked = requests([[0.5, 0.5]])
    kinds = (Instance("small", "x", 1.0), Instance("large", "y", 5.0))
    cost = {"small": able([[4.0, 0.0]]), "large": able([[4.0, 4.0]])}
    found = alone(Problem(asked, 8.0, kinds, cost))
    assert found.best == "large"
    assert set(found.savings) == {"large"}
    assert "26 to 50 out" in found.plans["small"].reasons["usd_per_hour"]
    neither = {"small": able([[4.0, 0.0]]), "large": able([[0.0, 4.0]])}
    split = alone(Problem(asked, 8.0, kinds, neither))
    assert split.mix.feasible
    assert split.best is None
    assert split.saving is None


def test_what_is_kept_of_others_isnt_counted():
    kept = example().changed("A10G", least=5)
    assert alone(kept).plans["A100-80GB"].counts == {"A100-80GB": 2}
    assert alone(kept).saving < 0


def test_machines_that_cost_nothing():
    free = example().changed("A10G", usd_per_hour=0.0)
    found = alone(free)
    assert found.best == "A10G"
    assert found.mix.usd_per_hour == 0
    assert found.saving is None
    assert found.savings == {"A100-80GB": 1.0}


def test_a_mix_that_is_known_isnt_searched_again():
    mix = solve(example())
    assert alone(example(), mix).mix is mix


def test_it_survives_json():
    found = alone(example())
    assert Alone.from_json(found.to_json()) == found


@pytest.mark.parametrize("option", [{"survive": 1}, {"min_replicas": 4}, {"spare": 0.8}])
def test_options_hold_for_each(option):
    found = alone(example(**option))
    assert found.mix.usd_per_hour <= found.plans[found.best].usd_per_hour
    assert found.plans["A100-80GB"].usd_per_hour > 7.34
