"""Hardware to estimate for: a sourced table, what plug-ins add, and `here`, this machine.

    from jupyter_perf.core import targets
    targets.get("a100-80gb").memory_gb        # 80.0
    targets.get("here").cores

To add one, write a row in `catalogue.csv`. Other packages name a `Target` (or a function without
arguments that makes one) in an entry point of the group `jupyter_perf.targets`.
"""

from .finding import HERE, disabled, get, names, table
from .target import KINDS, PRECISIONS, Target

__all__ = ["HERE", "KINDS", "PRECISIONS", "Target", "disabled", "get", "names", "table"]
