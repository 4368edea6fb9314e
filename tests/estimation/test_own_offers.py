"""Prices of hardware from the project's file and the user's."""

import os

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.model_prices import own_prices
from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.costing import costs
from jupyter_perf.estimation.money import COLD_S
from jupyter_perf.estimation.own_offers import own_offers
from jupyter_perf.estimation.prices import Offer

HOUR = Range(3600, 3000, 4500)
H100 = targets.get("h100")


@pytest.fixture
def user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "jupyter-perf"
    folder.mkdir(parents=True)
    return folder / "prices.toml"


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "projet é"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder / "jupyter-perf.toml"


def test_the_projects_file_then_the_users_then_what_is_shipped(user, project):
    assert own_offers() == ()
    user.write_bytes(b"[prices.h100]\r\non-demand = 2.0\r\nspot = 1\r\n")
    assert costs(HOUR, H100).usd.value == pytest.approx(2.0)
    project.write_text(
        '[refine]\n[prices.H100]\non-demand = 1.5\nprovider = "nous"\ndate = "2026-11"'
    )
    found = costs(HOUR, H100)
    assert found.usd.value == pytest.approx(1.5)
    assert any("nous, 2026-11" in said for said in found.assumptions)
    assert not any("elsewhere" in said for said in found.assumptions)
    assert own_offers()[0] == Offer("h100", "on-demand", 1.5, "nous", "2026-11")
    given = Offer("h100", "on-demand", 1.0, "me", "")
    assert costs(HOUR, H100, own=[given]).usd.value == pytest.approx(1.0)


def test_a_file_that_changes_is_read_again(user, project):
    user.write_text("[prices.h100]\non-demand = 2.0")
    assert own_offers()[0].usd_per_hour == 2
    user.write_text("[prices.h100]\non-demand = 3.25")
    os.utime(user, ns=(1, 1))
    assert own_offers()[0].usd_per_hour == 3.25


def test_prices_of_models_and_of_machines_share_a_file(user, project):
    user.write_text('[prices.h100]\nspot = 1\n[prices."our-*"]\ninput = 1\noutput = 2')
    assert [price.model for price in own_prices()] == ["our-*"]
    assert [offer.target for offer in own_offers()] == ["h100"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prices = 3", "tables by name"),
        ("[prices", "jupyter-perf.toml"),
        ("[prices.h100]\nmonthly = 3", "needs one of"),
        ("[prices.h100]\nspot = 1\ncolour = 3", "no `colour`"),
        ("[prices.h100]\nspot = '1'", "not a str"),
        ("[prices.h100]\nspot = true", "not a bool"),
        ("[prices.h100]\nspot = -1", "above 0"),
        ("[prices.h100]\nspot = nan", "above 0"),
        ("[prices.h100]\nspot = 1\ndate = 'soon'", "soon"),
        ("[prices.h100]\nspot = 1\nbilled_s = 0", "billed_s"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named_where_money_would_be(project, user, text, said):
    project.write_text(text)
    with pytest.raises(UsageError, match=said):
        own_offers()
    found = costs(HOUR, H100)
    assert found.usd is None
    assert "jupyter-perf.toml" in found.reasons["usd"]
    assert found.joules is not None


def test_a_huge_file_is_not_read(project, user):
    project.write_text("#" * 1_100_000)
    with pytest.raises(UsageError, match="too long"):
        own_offers()


def test_other_providers_prices_are_told(project, user):
    said = " ".join(costs(HOUR, H100).assumptions)
    assert "elsewhere" in said
    assert "RunPod" in said


def test_a_cold_start_is_in_the_upper_end(project, user):
    user.write_text("[prices.h100]\nserverless = 3.6")
    found = costs(Range(10, 10, 10), H100, kind="serverless")
    assert found.usd.value == found.usd.low == pytest.approx(0.01)
    assert found.usd.high == pytest.approx(0.01 + COLD_S.value * 0.001)
    assert any("started cold" in said for said in found.assumptions)
