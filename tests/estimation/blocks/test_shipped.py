"""What the engine is told of the shipped model, and of this machine's correction of it."""

from types import SimpleNamespace

import pytest

from jupyter_perf.estimation import blocks
from jupyter_perf.estimation.blocks.shipped import Shipped
from jupyter_perf.estimation.here.blocks import head
from jupyter_perf.estimation.models import granite
from jupyter_perf.estimation.models.granite import model

HELD_OUT = {"by chance": {"zen4": {"mape": 0.051}}, "unseen sequences": {"zen4": {"mape": 0.088}}}
CARD = {"network": "lean", "blocks": 91_000, "held_out": HELD_OUT}


@pytest.fixture
def calibrated(monkeypatch):
    """Has this machine measured, or not, as a test says."""
    monkeypatch.setattr(granite, "targets", lambda: ("zen4", "skylake", "here"))
    monkeypatch.setattr(model, "shipped", lambda: SimpleNamespace(settings={"about": CARD}))

    def put(found):
        monkeypatch.setattr(head, "load", lambda: found)

    put(None)
    return put


def test_this_machine_is_a_target_once_it_was_measured(calibrated):
    assert Shipped().titles() == {"zen4": "AMD Zen 4", "skylake": "skylake"}
    calibrated(SimpleNamespace())
    assert Shipped().titles()["here"] == "this machine"


def test_the_clock_is_known_of_this_machine_alone(calibrated):
    assert Shipped().clock_hz("here") is None
    calibrated(SimpleNamespace(clock_hz=3.6e9))
    assert Shipped().clock_hz("here") == 3.6e9
    assert Shipped().clock_hz("zen4") is None


def test_a_library_asks_without_a_cell():
    pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
    code = bytes.fromhex("c5fb58c1")
    found = blocks.estimate(code, target="zen4")
    assert found.cycles.value > 0
    assert blocks.estimate("code", namespace={"code": code}, target="zen4").cycles == found.cycles
    assert blocks.estimate("c5 fb 58 c1", target="zen4").cycles == found.cycles


def test_the_models_errors_are_those_of_its_card(calibrated):
    said = Shipped().about("zen4")
    assert "91,000 blocks" in said
    assert "5.1% of blocks held out" in said
    assert "8.8% of those whose sequence of opcodes it hadn't seen" in said
    calibrated(SimpleNamespace(blocks=2_500, after=0.031))
    assert Shipped().about("here").endswith("; on 2,500 blocks measured here 3.1%")
    assert "measured here" not in Shipped().about("zen4")
