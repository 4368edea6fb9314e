"""Hardware to estimate for: a sourced table, what users and plug-ins add, and `here`, this machine.

    from jupyter_perf.core import targets
    targets.get("a100-80gb").memory_gb        # 80.0
    targets.get("here").cores
    targets.measured("lab-box")               # None, or what reference kernels take there

To add one, write a row in `catalogue.csv`; one of your own stands in `jupyter-perf.toml` beside the
notebook, or in a file of yours (`own`, `adding`). Other packages name a `Target` (or a function
without arguments that makes one) in an entry point of the group `jupyter_perf.targets`.
"""

from .finding import HERE, disabled, get, measured, names, several, table
from .target import KINDS, PRECISIONS, Target

__all__ = [
    "HERE",
    "KINDS",
    "PRECISIONS",
    "Target",
    "disabled",
    "get",
    "measured",
    "names",
    "several",
    "table",
]
