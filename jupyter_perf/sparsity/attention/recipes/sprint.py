"""SPRINT: approximate scores decide which ones are computed exactly."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ....errors import UsageError
from .. import measuring
from ..attaching import attach, check_layers, detach, thresholds_of
from ..concluding import Seen, concluded, layers
from ..policies import Approximate, Exact
from ..preparing import copied, evaluated_and_fed, found_layers
from ..result import AttentionPruned
from ..tally import Tally
from . import ATTENTION, Given


@dataclasses.dataclass(frozen=True)
class Sprint:
    """Computes scores from queries and keys of `bits` bits, prunes by them, then computes those
    that are left exactly.

    Thresholds are those that LeOPArd has learned (the model that it returned brings them along), or
    `thresholds`, layer by layer; without either, the quantile `pruned` of each layer's scores on
    the first batch. Nothing is trained. Counted are pruned scores, decisions that exact scores
    would have made alike (`agreement`), and scores above the threshold that were pruned all the
    same (`missed`); a query always keeps its largest approximate score.

    When not: to be faster here. In the paper the approximation is made by analog circuits inside
    the memory, so that pruned keys are never fetched: 7.5× in speed and 19.6× in energy with 16 KB
    on chip, and 0.36% lost in accuracy, on average. Here all scores are computed twice, in order to
    count.

    Source: Yazdanbakhsh et al. 2022, "Sparse Attention Acceleration with Synergistic In-Memory
    Pruning and On-Chip Recomputation" (arXiv 2209.00606). Noise of analog circuits isn't modelled.
    """

    bits: int = 4
    """Of queries and keys in approximate products, a sign among them."""
    thresholds: Mapping[str, float] | None = None
    pruned: float = 0.7
    """Quantile of scores to begin with, where there are no thresholds."""
    evaluate: int = 32
    """Batches at most, of those evaluated on."""
    words = "prunes attention scores by products of few bits, computes the others exactly"
    cited = "Yazdanbakhsh et al. 2022, arXiv 2209.00606"

    def prune(self, given: Given) -> AttentionPruned:
        """See `attention.sprint`."""
        if not 2 <= self.bits <= 16 or not 0 <= self.pruned < 1 or self.evaluate < 1:
            raise UsageError("`bits` is from 2 to 16, `pruned` from 0 to 1, `evaluate` 1 or more")
        model = copied(given.model)
        known = self.thresholds or thresholds_of(model)
        detach(model)
        looked, _ = evaluated_and_fed(given.batches, given.held_out, self.evaluate, 0)
        chosen = dict(known or found_layers(model, looked, given.loss, self.pruned))
        check_layers(model, chosen)
        before = measuring.measure(model, Exact(), looked, given.loss, given.metric)
        tally = Tally()
        policy = Approximate(chosen, self.bits, tally)
        after = measuring.measure(model, policy, looked, given.loss, given.metric, tally)
        attach(model, chosen, self.bits)
        seen = Seen(before, after, None, layers(chosen, tally), given.held_out is not None)
        return concluded("sprint", self.cited, model, seen, self.bits)


ATTENTION.add("sprint", Sprint())
