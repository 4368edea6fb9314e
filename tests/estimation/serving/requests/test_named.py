"""Usual mixes: what is integrated agrees with integrating anew, and with the sources' figures."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from jupyter_perf.estimation.serving import requests
from jupyter_perf.estimation.serving.requests import named
from jupyter_perf.estimation.serving.requests.named import LogNormal
from jupyter_perf.estimation.serving.terms import Buckets


@pytest.mark.parametrize("name", named.names())
def test_each_is_a_distribution_over_the_usual_buckets(name):
    found = requests.read(name)
    assert found.shares.shape == found.buckets.shape
    assert found.shares.min() == 0
    assert found.shares.sum() == pytest.approx(1)
    assert np.isfinite(found.mean_input).all()
    assert found.source.startswith(name)
    upper = np.array(found.buckets.inputs)[:, None]
    lower = np.array((0, *found.buckets.inputs[:-1]))[:, None]
    inside = found.shares > 0
    assert ((lower < found.mean_input) & (found.mean_input <= upper))[inside].all()


@pytest.mark.parametrize("name", named.names())
def test_its_means_are_those_of_its_parts_but_for_the_rarest(name):
    found = requests.read(name)
    parts = named.MIXES[name].parts
    for mean, side in ((found.mean_input, "prompt"), (found.mean_output, "answer")):
        whole = sum(part.share * getattr(part, side).mean for part in parts)
        # The longest of the rarest requests are missing, and nothing is added.
        assert 0.9 * whole < (found.shares * mean).sum() <= 1.01 * whole


def test_shares_and_means_inside_buckets_are_the_integrals():
    sizes, ends = LogNormal(200.0, 1.1), (25, 100, 1000, 30_000, 500_000)

    def density(x):
        at = math.log(x / sizes.median) / sizes.sigma
        return math.exp(-(at**2) / 2) / (x * sizes.sigma * math.sqrt(2 * math.pi))

    shares, tokens = sizes.shares(ends)
    for at, (low, high) in enumerate(zip((0, *ends[:-1]), ends, strict=True)):
        begin = max(low, 1e-9)
        assert shares[at] == pytest.approx(quad(density, begin, high, limit=200)[0], rel=1e-6)
        part = quad(lambda x: x * density(x), begin, high, limit=200)[0]
        assert tokens[at] * sizes.mean == pytest.approx(part, rel=1e-6)
    assert sizes.beyond(1000) == pytest.approx(shares[3:].sum(), rel=1e-6)


def test_means_and_medians_fix_the_spread():
    found = LogNormal.of_mean_and_median(2048, 1500)
    assert (found.median, found.mean) == (1500, pytest.approx(2048))
    assert LogNormal.of_mean(161.31, 1.3).mean == pytest.approx(161.31)


def test_mixed_is_chat_and_documents():
    mixed, chat, document = (requests.read(name) for name in ("mixed", "chat", "document"))
    together = 0.8 * chat.shares + 0.2 * document.shares
    np.testing.assert_allclose(mixed.shares, together, atol=0.005)
    assert mixed.shares[6, 0] < mixed.shares[6, 3]  # long prompts have longer answers


def test_small_buckets_are_extended_until_nearly_all_fit():
    found = requests.read(" Chat ", buckets=Buckets((50,), (50,)))
    assert found.buckets.inputs[:3] == (50, 100, 200)
    assert found.buckets.inputs[-1] > 2000
    assert sum("were added" in note for note in found.notes) == 2


def test_very_fine_buckets_leave_little_out():
    ends = tuple(range(1, 3000, 20))
    found = requests.read("chat", buckets=Buckets(ends, ends))
    assert found.shares.sum() == pytest.approx(1)
    assert (found.shares > 0).mean() > 0.3
