"""Optimizers that move each weight by its own gradients alone."""

from __future__ import annotations

from torch.optim import (
    ASGD,
    SGD,
    Adadelta,
    Adagrad,
    Adam,
    Adamax,
    AdamW,
    NAdam,
    Optimizer,
    RAdam,
    RMSprop,
    Rprop,
)

KINDS = (ASGD, SGD, Adadelta, Adagrad, Adam, Adamax, AdamW, NAdam, RAdam, RMSprop, Rprop)


def is_elementwise(optimizer: Optimizer) -> bool:
    """Whether what it does to a weight hangs on no other weight's gradient. A class derived from
    one of these may do anything."""
    return type(optimizer) in KINDS
