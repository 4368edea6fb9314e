"""This machine, measured: what it reaches, how it compares with others, how right estimates were.

from jupyter_perf.estimation import here

found = here.measured()                       # once, in under 20 s; kept for next time
here.target_here(found), here.efficiency_here(found)
here.transfer(Range(3.0, 2.7, 3.4), found, other_machine, here.mix_of(source))
"""

from .calibration import Correction, Outcome, apply, recalibrated
from .corrections import keep, kept, reset
from .measuring import BUDGET_SECONDS, measured
from .mix import mix_of
from .peaks import efficiency_here, target_here
from .transfer import ratio, transfer

__all__ = [
    "BUDGET_SECONDS",
    "Correction",
    "Outcome",
    "apply",
    "efficiency_here",
    "keep",
    "kept",
    "measured",
    "mix_of",
    "ratio",
    "recalibrated",
    "reset",
    "target_here",
    "transfer",
]
