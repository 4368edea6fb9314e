"""Random numbers: about ten operations each (Philox or Mersenne Twister and what follows)."""

from __future__ import annotations

from ..tally import Call, Tally, counts, first_out, numel, size

EACH = 10.0


@counts(
    "aten::rand",
    "aten::randn",
    "aten::randint",
    "aten::randperm",
    "aten::rand_like",
    "aten::randn_like",
    "aten::randint_like",
    "aten::normal",
    "aten::normal_",
    "aten::uniform",
    "aten::uniform_",
    "aten::bernoulli",
    "aten::bernoulli_",
    "aten::exponential_",
    "aten::random_",
    "aten::geometric_",
    "aten::log_normal_",
    "aten::cauchy_",
    "aten::multinomial",
    "aten::poisson",
    "aten::rrelu_with_noise",
)
def made(call: Call) -> Tally:
    out = first_out(call)
    return Tally(vector=EACH * numel(out), moved=float(size(out)))


@counts("aten::native_dropout")
def dropout(call: Call) -> Tally:
    return Tally(vector=(EACH + 2) * numel(call["input"]))


@counts("aten::native_dropout_backward")
def dropout_backward(call: Call) -> Tally:
    return Tally(vector=2.0 * numel(call["grad_output"]))
