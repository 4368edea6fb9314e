"""Steps that read prompts beside writing: means over how many they read at once."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jupyter_perf.estimation.serving.speculation.mixed_steps import mean_steps

BATCHES = np.arange(1.0, 33)


def test_without_prompts_a_step_is_what_it_is():
    found = mean_steps(lambda mix: 0.1 + mix.going * mix.context, BATCHES, 5, 0, 10)
    assert found == pytest.approx(0.1 + 5 * BATCHES)


def test_where_each_prompt_costs_the_same_only_their_mean_number_counts():
    def step(mix):
        return 0.5 + 0.01 * mix.going + 0.001 * mix.prompts

    found = mean_steps(step, BATCHES, 0, 300, steps=10)
    assert found == pytest.approx(0.5 + 0.01 * BATCHES * 0.9 + 0.3 * BATCHES / 10)


def test_alone_a_request_reads_its_prompt_once_in_all_its_steps():
    found = mean_steps(lambda mix: 1 + mix.prompts**2, BATCHES, 0, 3, steps=8)
    assert found[0] == pytest.approx(1 + 9 / 8)


def steep(scale):
    """A step in which all prompts but the first take time, `scale` of it in all."""
    return lambda mix: 1 + scale * np.maximum(0.0, mix.prompts - 1)


def independent(scale, size, share):
    chances = [math.comb(size, n) * share**n * (1 - share) ** (size - n) for n in range(size + 1)]
    return 1 + scale * sum(chance * max(0, n - 1) for n, chance in enumerate(chances))


def test_prompts_that_hardly_take_time_come_independently():
    found = mean_steps(steep(1e-3), BATCHES, 0, 1, steps=10)
    assert found[-1] == pytest.approx(independent(1e-3, 32, 0.1), rel=1e-6)


def test_long_steps_let_more_requests_arrive_so_prompts_come_in_bunches():
    found = mean_steps(steep(1.0), BATCHES, 0, 1, steps=10)
    assert found[-1] > 1.01 * independent(1.0, 32, 0.1)
    assert (np.diff(found) > 0).all()


def test_however_long_prompts_take_the_mean_is_a_number():
    found = mean_steps(steep(1e9), BATCHES, 0, 1, steps=1.5)
    assert np.isfinite(found).all()
