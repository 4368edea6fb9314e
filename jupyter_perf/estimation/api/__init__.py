"""Cells that call a model's API: how many calls and tokens, what they cost, how long they take.

    api.find(source, namespace)        # the calls, where, how often, with how many tokens
    api.estimate(source, namespace)    # an Estimate of kind `api`; None where there is no call

Nothing is run or sent, no key is needed: the source is read, and values of the namespace are
looked at for how long texts are.
"""

from .answers import Latency
from .estimating import estimate
from .sites import CallSite, find

__all__ = ["CallSite", "Latency", "estimate", "find"]
