"""Laws of the price table, how a price is found, and the user's own."""

import re

import pytest

from jupyter_perf.core.model_prices import own_prices, price_file, prices_from
from jupyter_perf.errors import PerfError
from jupyter_perf.refinement.endpoint import addresses
from jupyter_perf.refinement.endpoint.prices import Price, price_of, shipped
from jupyter_perf.refinement.endpoint.target import Target

LOCAL = "http://127.0.0.1:11434/v1"


def at(model, base_url="", provider="openai"):
    return Target(provider, model, base_url)


def test_each_row_has_a_name_of_its_own():
    assert len(shipped()) >= 30
    assert len({(row.host, row.model) for row in shipped()}) == len(shipped())
    assert addresses.host_of(addresses.OPENAI) in {row.host for row in shipped()}


@pytest.mark.parametrize("row", shipped(), ids=lambda row: f"{row.host}/{row.model}")
class TestEveryRow:
    def test_it_is_sourced_and_dated(self, row):
        assert re.fullmatch(r"https://\S+", row.source)
        assert re.fullmatch(r"20[2-9]\d(-(0[1-9]|1[0-2]))?", row.as_of)
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", row.host)
        assert row.model == row.model.strip().lower()

    def test_its_prices_are_plausible(self, row):
        assert 0.01 <= row.input_usd <= 100
        if "embedding" in row.model:
            assert row.output_usd == 0
        else:
            assert row.input_usd <= row.output_usd <= 20 * row.input_usd
        assert row.cached_input_usd is None or 0 < row.cached_input_usd <= row.input_usd
        assert row.context_tokens is None or 8_000 <= row.context_tokens <= 10_000_000

    def test_long_requests_cost_no_less(self, row):
        long = (row.long_from_tokens, row.long_input_usd, row.long_output_usd)
        assert all(long) or not any(long)
        if row.long_from_tokens:
            assert row.long_input_usd >= row.input_usd
            assert row.long_output_usd >= row.output_usd
            assert row.context_tokens > row.long_from_tokens


def test_a_price_is_that_of_its_endpoint_alone():
    found = price_of(at("gpt-6.2-sol"))
    assert (found.input_usd, found.output_usd) == (2, 10)
    assert price_of(at("gpt-6.2-sol", "https://models.example.org/v1")) is None
    assert price_of(at("openai/gpt-oss-120b", "https://api.groq.com/openai/v1")).output_usd == 0.6
    assert price_of(at("gpt-6.2-sol", provider="somebody's")) is None


@pytest.mark.parametrize(
    "model", ["gpt-5.4-2026-03-05", "GPT-5.4", " gpt-5.4 ", "models/gpt-5.4", "gpt-5.4-20260305"]
)
def test_dated_snapshots_are_their_model(model):
    assert price_of(at(model)).model == "gpt-5.4"


def test_a_longer_name_is_another_model():
    assert price_of(at("gpt-5.4-pro")).input_usd == 30
    assert price_of(at("gpt-5.4-pro-2026-03-05")).input_usd == 30
    assert price_of(at("gpt-5.4-something")) is None


def test_what_runs_here_or_is_replayed_is_free():
    assert price_of(at("qwen2.5-coder:7b", LOCAL)).is_free
    assert price_of(at("anything", "http://[::1]:8080/v1")).is_free
    assert price_of(at("file.json", provider="replay")).is_free
    assert price_of(at("m", "http://127.0.0.1.example.org/v1")) is None


def test_the_users_prices_come_first_and_the_most_specific_wins():
    own = prices_from(
        {
            "gpt-*": {"input": 1, "output": 2},
            "gpt-5*": {"input": 3, "output": 4, "context": 1000},
            "gpt-5.4": {"input": 5, "output": 6, "host": "api.openai.com"},
            "*": {"input": 7, "output": 8, "host": "127.0.0.1"},
        }
    )
    assert price_of(at("gpt-4"), own).input_usd == 1
    assert price_of(at("gpt-5.9"), own).context_tokens == 1000
    assert price_of(at("gpt-5.4"), own).input_usd == 5
    assert price_of(at("gateway-model", LOCAL), own).input_usd == 7
    assert price_of(at("[g]pt", ""), own) is None


def test_long_requests_are_charged_as_such():
    price = Price("m", 1, 2, long_from_tokens=1000, long_input_usd=10, long_output_usd=20)
    assert price.usd(1000, 1000) == pytest.approx(0.003)
    assert price.usd(1001, 0) == pytest.approx(0.01001)
    assert price.usd(1001, 1000) == pytest.approx(0.03001)


@pytest.fixture
def written(tmp_path):
    def write(text):
        file = tmp_path / "prices.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def test_the_file_is_read(written, tmp_path):
    found = own_prices(written('[prices."our-*"]\r\ninput = 0.5\r\noutput = 1\r\ncontext = 4096'))
    assert [(price.model, price.input_usd, price.output_usd) for price in found] == [
        ("our-*", 0.5, 1.0)
    ]
    assert "prices.toml" in found[0].source
    assert own_prices(tmp_path / "none.toml") == []
    assert own_prices(written("") / "below-a-file") == []


@pytest.mark.parametrize(
    "text",
    [
        "[prices",
        b"\xff\xfe",
        "prices = 3",
        "[price.m]\ninput = 1",
        "[prices.m]\ninput = 1",
        "[prices]\nm = 2",
        "[prices.m]\ninput = -1\noutput = 1",
        "[prices.m]\ninput = nan\noutput = 1",
        "[prices.m]\ninput = true\noutput = 1",
        "[prices.m]\ninput = '1'\noutput = 1",
        "[prices.m]\ninput = 1\noutput = 1\ncontext = 0",
        "[prices.m]\ninput = 1\noutput = 1\nhost = 'https://x'",
        "[prices.m]\ninput = 1\noutput = 1\ncached = 1",
    ],
)
def test_a_broken_file_is_named(written, text):
    with pytest.raises(PerfError, match=r"prices\.toml"):
        own_prices(written(text))


def test_where_the_file_is(monkeypatch, tmp_path):
    assert price_file({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "jupyter-perf/prices.toml"
    monkeypatch.setenv("HOME", str(tmp_path))
    for environ in ({}, {"XDG_CONFIG_HOME": "relative"}, {"XDG_CONFIG_HOME": ""}):
        assert price_file(environ) == tmp_path / ".config/jupyter-perf/prices.toml"
