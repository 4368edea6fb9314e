"""Whether speculative decoding pays, with how many tokens, up to which load, and for how long.

    from functools import partial
    from jupyter_perf.estimation.serving import speculation as s
    target = s.of_model("llama-3.1-8b", "h100").line      # or s.fit(passes that were timed)
    times = s.Times(target, s.of_model("llama-3.2-1b", "h100").line)
    s.best(batch=8, acceptance=0.7, context=1000, times=times).length
    s.hurts_from(0.7, times, s.Traffic(output=200, prompt=500))
    s.best(8, 0.7, 1000, s.Times(target), drafting=partial(s.Lookup, match=0.4)).speed_up
    drift = s.Decay(peak=0.8, floor=0.5, seconds=3600)
    s.refresh(drift, s.served(8, 1000, times), gpu_seconds=600).period

Sources: SmartSpec, arXiv 2406.14066; Online speculative decoding, arXiv 2310.07177.
"""

from .acceptance import Chain, Drafted, Lookup, Method
from .curves import At, Curves, curve
from .drift import Decay, Drift, Shifts
from .fitting import Fitted, Point, fit
from .goodput import Best, Drafting, Goodput, best, goodput
from .hurting import Hurts, Stretch, hurts_from
from .load import Loaded, Server, Traffic
from .online import Refreshing, least_fall, refresh, served
from .roofline_times import of_model
from .times import Line, Times
from .trees import Tree, Widths

__all__ = [
    "At",
    "Best",
    "Chain",
    "Curves",
    "Decay",
    "Drafted",
    "Drafting",
    "Drift",
    "Fitted",
    "Goodput",
    "Hurts",
    "Line",
    "Loaded",
    "Lookup",
    "Method",
    "Point",
    "Refreshing",
    "Server",
    "Shifts",
    "Stretch",
    "Times",
    "Traffic",
    "Tree",
    "Widths",
    "best",
    "curve",
    "fit",
    "goodput",
    "hurts_from",
    "least_fall",
    "of_model",
    "refresh",
    "served",
]
