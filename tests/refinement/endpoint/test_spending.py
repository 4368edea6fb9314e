"""What is held, what is settled, and that calls side by side can't overspend."""

import threading

import pytest

from jupyter_perf.refinement.endpoint.exchange import Message, Prompt, Usage
from jupyter_perf.refinement.endpoint.prices import FREE, Price
from jupyter_perf.refinement.endpoint.spending import SHORTEST_ANSWER, Budget, Reservation
from jupyter_perf.refinement.endpoint.tokens import estimate_prompt

PRICE = Price("m", input_usd=1.0, output_usd=10.0)


def prompt(most=8000, text="x = 1\n"):
    return Prompt((Message("user", text),), "rewrite", max_output_tokens=most)


SENT = estimate_prompt(prompt())


def test_a_call_is_held_then_settled():
    budget = Budget(1.0, 100_000, PRICE)
    held = budget.reserve(prompt())
    assert isinstance(held, Reservation)
    assert held.prompt == prompt()
    assert held.tokens == SENT + 8000
    assert held.usd == pytest.approx((SENT + 80_000) / 1e6)
    assert budget.spent.calls == 0
    assert budget.settle(held, Usage(100, 50)) == pytest.approx(0.0006)
    assert budget.settle(held, Usage(100, 50)) is not None, "settling twice is harmless"
    spent = budget.spent
    assert (spent.calls, spent.tokens, spent.counted) == (1, 150, True)
    assert spent.usd == pytest.approx(0.0006)
    assert spent.words() == "1 call, 150 tokens, $0.00060"


def test_what_was_never_sent_costs_nothing():
    budget = Budget(1.0, 100_000, PRICE)
    budget.settle(budget.reserve(prompt()), None)
    assert budget.spent.calls == 0
    assert isinstance(budget.reserve(prompt()), Reservation)


def test_an_estimate_anywhere_shows():
    budget = Budget(None, None, PRICE)
    budget.settle(budget.reserve(prompt()), Usage(1, 1, counted=False))
    budget.settle(budget.reserve(prompt()), Usage(1, 1))
    assert budget.spent.words().endswith("(partly estimated)")


def test_money_ends_it():
    budget = Budget(0.05, 1_000_000, PRICE)
    held = budget.reserve(prompt())
    assert held.prompt.max_output_tokens < 8000, "a shorter answer still fits"
    assert held.usd <= 0.05
    said = budget.reserve(prompt())
    assert isinstance(said, str)
    assert "--max-usd" in said
    assert "$0.050 of $0.050" in said
    assert "--max-tokens" not in said
    budget.settle(held, Usage(10, 10))
    assert isinstance(budget.reserve(prompt()), Reservation)


def test_tokens_end_it():
    budget = Budget(None, SENT + SHORTEST_ANSWER, None)
    assert budget.reserve(prompt()).prompt.max_output_tokens == SHORTEST_ANSWER
    assert "--max-tokens" in budget.reserve(prompt())
    assert "--max-tokens" in Budget(None, 10, None).reserve(prompt())
    assert isinstance(Budget(None, SENT + 300, None).reserve(prompt(300)), Reservation)
    assert isinstance(Budget(None, SENT + SHORTEST_ANSWER - 1, None).reserve(prompt()), str)


def test_a_huge_prompt_is_refused_before_it_is_sent():
    said = Budget(1.0, 200_000, PRICE).reserve(prompt(text="x = 1\n" * 200_000))
    assert isinstance(said, str)


def test_an_unknown_price_refuses_a_limit_that_was_asked_for():
    said = Budget(1.0, 1000, None).reserve(prompt())
    assert "price" in said
    assert "prices.toml" in said
    lenient = Budget(1.0, 100_000, None, asked=False)
    lenient.settle(lenient.reserve(prompt()), Usage(5, 5))
    assert lenient.spent.usd is None
    assert "price unknown" in lenient.spent.words()


@pytest.mark.parametrize("most", [0.0, 1.0])
def test_what_is_free_needs_no_money(most):
    budget = Budget(most, None, FREE)
    assert budget.settle(budget.reserve(prompt()), Usage(5, 5)) == 0.0
    assert "$0.00" in budget.spent.words()


def test_no_money_is_no_call():
    assert isinstance(Budget(0.0, None, PRICE).reserve(prompt()), str)


def test_long_requests_are_held_at_their_price():
    dear = Price("m", 1, 10, long_from_tokens=10, long_input_usd=2, long_output_usd=20)
    assert Budget(None, None, dear).reserve(prompt()).usd == pytest.approx(
        (2 * SENT + 160_000) / 1e6
    )


def test_many_at_once_dont_overspend():
    budget = Budget(0.5, None, PRICE)
    held, said = [], []
    start = threading.Barrier(16)

    def call():
        start.wait()
        for _ in range(20):
            got = budget.reserve(prompt())
            (held if isinstance(got, Reservation) else said).append(got)

    threads = [threading.Thread(target=call) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said
    assert sum(each.usd for each in held) <= 0.5
    for each in held:
        budget.settle(each, Usage(each.input_tokens, each.prompt.max_output_tokens))
    assert budget.spent.usd <= 0.5
    assert budget.spent.calls == len(held)


def test_a_patient_call_waits_for_those_under_way():
    budget = Budget(0.1, None, PRICE)
    first = budget.reserve(prompt())
    got = []
    waiting = threading.Thread(target=lambda: got.append(budget.reserve(prompt(), patience=60)))
    waiting.start()
    budget.settle(first, Usage(1, 1))
    waiting.join(30)
    assert got[0].prompt.max_output_tokens == 8000


def test_patience_ends():
    budget = Budget(0.081, None, PRICE)
    budget.reserve(prompt())
    assert isinstance(budget.reserve(prompt(), patience=0.001), str)
