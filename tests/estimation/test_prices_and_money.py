"""Offers, one's own and shipped, and what work costs by them."""

import datetime
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import prices
from jupyter_perf.estimation.combining import exactly
from jupyter_perf.estimation.money import Checkpoints, rented, serverless, spot
from jupyter_perf.estimation.prices import Offer, load, offer, offers, outdated

H100 = targets.get("h100")
DOLLAR = Offer("h100", "on-demand", 3600.0, "test", "2026")
"""A dollar a second."""
TODAY = datetime.date(2026, 11, 1)


class TestOffers:
    def test_the_catalogue_comes_before_others(self):
        assert offer(H100).usd_per_hour == H100.usd_per_hour
        assert offer(H100).provider == H100.price_source
        assert len(offers(H100)) > 3
        assert {each.kind for each in offers(H100)} == set(prices.KINDS)

    def test_ones_own_comes_first(self):
        mine = Offer("h100", "spot", 1.0, "my shop", "2026-10-01")
        assert offer(H100, "spot", [mine]) is mine
        assert offer(H100, "on-demand", [mine]) is not mine

    def test_what_is_not_known_is_said_with_what_is(self):
        with pytest.raises(UsageError, match="known: on-demand, serverless"):
            offer(targets.get("t4"), "spot")
        with pytest.raises(UsageError, match=r"prices\.mine.*gives one"):
            offer(Target("mine", "mine"))
        with pytest.raises(UsageError, match="no kind"):
            offers(H100, "stolen")

    @pytest.mark.parametrize("each", prices.shipped(), ids=lambda each: each.target + each.kind)
    def test_every_shipped_row_is_sourced_dated_and_of_a_known_target(self, each):
        assert each.target in targets.names()
        assert each.source_url.startswith("https://")
        assert 2024 <= int(each.date[:4]) <= 2026
        assert 0.05 < each.usd_per_hour < 30

    def test_no_offer_is_listed_twice(self):
        keys = [(each.target, each.kind, each.provider) for each in prices.shipped()]
        assert len(keys) == len(set(keys))

    @pytest.mark.parametrize(
        ("date", "days"), [("2026-10-31", 1), ("2026-10", 4), ("2025", 305), ("2026", -60)]
    )
    def test_age_is_counted_from_the_last_day_that_is_meant(self, date, days):
        found = Offer("h100", "spot", 1.0, "x", date).age_days(TODAY)
        assert abs(found - days) <= 3

    def test_what_is_old_is_said(self):
        assert "2025-06" in outdated(offer(H100), TODAY)
        assert outdated(offer(H100, "spot"), TODAY) is None

    def test_targets_of_plug_ins_may_not_date_their_prices(self):
        undated = Target("mine", "mine", usd_per_hour=2.0)
        assert "isn't dated" in outdated(offer(undated), TODAY)
        assert rented(exactly(3600.0), offer(undated)).value == pytest.approx(2)
        odd = Target("mine", "mine", usd_per_hour=2.0, price_date="last week")
        assert offers(odd) == []
        assert offers(Target("mine", "mine", usd_per_hour=1e9)) == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"kind": "stolen"},
            {"usd_per_hour": 0.0},
            {"usd_per_hour": -1.0},
            {"usd_per_hour": math.nan},
            {"usd_per_hour": math.inf},
            {"date": "yesterday"},
            {"date": "2026-13"},
            {"billed_s": 0.0},
            {"billed_s": 1e9},
        ],
    )
    def test_what_is_no_price_is_refused(self, wrong):
        good = {"target": "h100", "kind": "spot", "usd_per_hour": 1.0, "provider": "x"}
        with pytest.raises(ValueError, match=r"h100|isoformat|date|month"):
            Offer(**{**good, "date": "2026", **wrong})


class TestTablesOfOnesOwn:
    HEAD = "target,kind,usd_per_hour,provider,date"

    def test_a_table_as_a_spreadsheet_writes_it(self, tmp_path):
        path = tmp_path / "preise.csv"
        rows = [self.HEAD, "h100,spot,2.5,Läden & Söhne,2026-10"]
        path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
        (mine,) = load(path)
        assert (mine.provider, mine.usd_per_hour, mine.billed_s) == ("Läden & Söhne", 2.5, 1.0)

    def test_an_empty_table_has_no_offers(self, tmp_path):
        path = tmp_path / "p.csv"
        path.write_text("")
        assert load(path) == ()

    @pytest.mark.parametrize(
        "content",
        [
            b"target,kind\nh100,spot\n",
            b"target,kind,usd_per_hour,provider,date\nh100,spot,cheap,x,2026\n",
            b"target,kind,usd_per_hour,provider,date\nh100,spot,-1,x,2026\n",
            b"target,kind,usd_per_hour,provider,date\nh100,spot\n",
            b"target,kind,usd_per_hour,provider,date\nh100,spot,1,x,\xff\xff\n",
            b"target,kind,usd_per_hour,provider,date\nh100,spot,1," + b"x" * 200_000 + b",2026\n",
        ],
    )
    def test_what_is_wrong_is_said_with_the_files_name(self, tmp_path, content):
        path = tmp_path / "mine.csv"
        path.write_bytes(content)
        with pytest.raises(UsageError, match=r"mine\.csv"):
            load(path)

    def test_what_cannot_be_read_is_said(self, tmp_path):
        with pytest.raises(UsageError, match="can't read"):
            load(tmp_path / "nowhere.csv")


class TestRented:
    def test_by_the_second_and_device(self):
        assert rented(Range(10, 5, 20), DOLLAR) == Range(10, 5, 20)
        assert rented(exactly(10.0), DOLLAR, devices=8).value == 80

    def test_steps_are_rounded_up(self):
        minutes = Offer("h100", "on-demand", 3600.0, "test", "2026", billed_s=60)
        assert rented(Range(61, 60, 121), minutes) == Range(120, 60, 180)

    def test_no_devices_are_refused(self):
        with pytest.raises(UsageError, match="at least one"):
            rented(exactly(1.0), DOLLAR, devices=0)


class TestSpot:
    def test_without_interruptions_only_saving_is_added(self):
        kept = Checkpoints(save_s=10, restart_s=100, every_s=1000)
        run = spot(exactly(1e5), DOLLAR, checkpoints=kept, hours_between=exactly(1e6))
        assert run.seconds.value == pytest.approx(1e5 * 1.01, rel=1e-3)
        assert run.usd.value == pytest.approx(run.seconds.value, rel=1e-4)

    def test_the_formula_by_hand(self):
        kept = Checkpoints(save_s=60, restart_s=300, every_s=1740)
        run = spot(exactly(36_000.0), DOLLAR, checkpoints=kept, hours_between=exactly(1.0))
        expected = 3600 * math.exp(300 / 3600) * (math.exp(1800 / 3600) - 1) * 36_000 / 1740
        assert run.seconds.value == pytest.approx(expected)

    def test_it_agrees_with_interruptions_drawn_at_random(self):
        import random

        draw, kept = random.Random(7), Checkpoints(60, 300, 1200)
        between, work, runs = 3600.0, 12_000.0, 400
        total = sum(_drawn(draw, kept, between, work) for _ in range(runs)) / runs
        run = spot(exactly(work), DOLLAR, checkpoints=kept, hours_between=exactly(1.0))
        # Daly's form counts one restart too many, so it is a little above.
        assert total == pytest.approx(run.seconds.value, rel=0.12)

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(hours=st.floats(2, 1e4))
    def test_the_chosen_interval_is_about_the_best(self, hours):
        def with_interval(every):
            kept = Checkpoints(save_s=30, restart_s=120, every_s=every)
            found = spot(exactly(1e5), DOLLAR, checkpoints=kept, hours_between=exactly(hours))
            return found.seconds.value

        chosen = spot(
            exactly(1e5), DOLLAR, checkpoints=Checkpoints(30, 120), hours_between=exactly(hours)
        )
        best = min(with_interval(chosen.every_s * factor) for factor in (0.5, 0.8, 1.25, 2))
        assert chosen.seconds.value < best * 1.02

    def test_rarer_interruptions_are_never_worse(self):
        times = [
            spot(exactly(1e5), DOLLAR, hours_between=exactly(hours)).seconds.value
            for hours in (1, 5, 24, 200)
        ]
        assert times == sorted(times, reverse=True)
        wide = spot(exactly(1e5), DOLLAR).seconds
        assert wide.low < wide.value < wide.high

    def test_work_that_never_gets_done_is_refused(self):
        kept = Checkpoints(every_s=1e6)
        with pytest.raises(UsageError, match="more often"):
            spot(exactly(1e5), DOLLAR, checkpoints=kept, hours_between=exactly(0.01))
        with pytest.raises(UsageError, match="between"):
            spot(exactly(1.0), DOLLAR, hours_between=Range(1, 0, 2))
        with pytest.raises(UsageError, match="at least one"):
            spot(exactly(1.0), DOLLAR, devices=0)

    @pytest.mark.parametrize("wrong", [{"save_s": 0}, {"restart_s": -1}, {"every_s": 0.0}])
    def test_checkpoints_that_make_no_sense_are_refused(self, wrong):
        with pytest.raises(ValueError, match="checkpoints"):
            Checkpoints(**wrong)


class TestServerless:
    def test_each_call_is_rounded_up_by_itself(self):
        assert serverless(exactly(0.2), DOLLAR, calls=1000).value == 1000
        fine = Offer("h100", "serverless", 3600.0, "test", "2026", billed_s=0.001)
        assert serverless(exactly(0.2), fine, calls=1000).value == pytest.approx(200)

    def test_cold_starts_are_paid_for(self):
        fine = Offer("h100", "serverless", 3600.0, "test", "2026", billed_s=0.001)
        some = serverless(exactly(1.0), fine, calls=100, cold_share=0.1, cold_s=Range(20, 10, 40))
        assert some.value == pytest.approx(100 + 10 * 20)
        assert some.low == pytest.approx(100 + 10 * 10)
        assert serverless(exactly(1.0), fine, cold_share=0.5).value == pytest.approx(1)

    @pytest.mark.parametrize("wrong", [{"calls": 0}, {"cold_share": -0.1}, {"cold_share": 1.5}])
    def test_what_makes_no_sense_is_refused(self, wrong):
        with pytest.raises(UsageError):
            serverless(exactly(1.0), DOLLAR, **wrong)


def _drawn(draw, kept, between, work):
    """Wall time of one run, with interruptions at random."""
    clock, done = 0.0, 0.0
    left = draw.expovariate(1 / between)
    while done < work:
        step = kept.every_s + kept.save_s
        if left >= step:
            clock, done, left = clock + step, done + kept.every_s, left - step
            continue
        clock += left
        while (left := draw.expovariate(1 / between)) < kept.restart_s:
            clock += left
        clock, left = clock + kept.restart_s, left - kept.restart_s
    return clock
