"""What lists of runs say of a report of sparse training."""

import dataclasses
import importlib.util
import json
import sys
from pathlib import Path

import pytest

from jupyter_perf.records.facts import facts_of

_file = Path(__file__).parents[1] / "sparsity" / "reports.py"
_spec = importlib.util.spec_from_file_location("reports", _file)
reports = sys.modules["reports"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reports)


def facts(found):
    return facts_of("sparsity", json.loads(found.to_json()))


def test_the_best_recipe_and_how_fast_it_serves_stand_in_lists():
    known = facts(reports.report())
    assert (known.outcome, known.ratio) == ("step 2:4", 2.1)
    assert known.low == pytest.approx(2.1 * 0.95)
    assert (known.source, known.seconds) == (reports.SOURCE, 16.4)


def test_lower_is_better_where_it_is():
    assert facts(reports.report(direction="min")).outcome == "sr-ste 1:4"


def test_another_model_in_int8_is_no_speed_of_this_one():
    made = reports.report()
    rounded = tuple(dataclasses.replace(each, form="int8") for each in made.latency)
    assert facts(dataclasses.replace(made, latency=rounded)).ratio is None


def test_without_a_best_recipe_the_outcome_says_what_became_of_it():
    assert facts(reports.nothing()).outcome == "refused"
    assert facts(reports.report(summaries=())).outcome == "trained"
    assert facts(reports.report(summaries=(), stopped="by you")).outcome == "stopped"


@pytest.mark.parametrize("data", [{}, {"summaries": 3, "runs": "x"}, {"latency": [1]}, [], None])
def test_what_is_malformed_is_left_out(data):
    assert facts_of("sparsity", data).ratio is None
