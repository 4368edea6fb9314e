"""Reference kernels: what a machine is described by, each a small piece of a notebook's usual work.

Each module of this folder registers some with `@probe`; `table` finds them. A kernel's *maker* is
called once and gives the function that is timed; what it makes beforehand isn't. They run in a
process of their own, never in the user's kernel. A kernel that changes gets another name, because
times of other machines are compared by name.
"""

from ._probe import PROBES, Made, Probe, Room, chosen, probe, table

__all__ = ["PROBES", "Made", "Probe", "Room", "chosen", "probe", "table"]
