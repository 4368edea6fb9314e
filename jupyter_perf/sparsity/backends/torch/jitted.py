"""Masks of N:M and what they part, in one pass over a weight, by numba on the CPU.

Torch has no quick way to the N largest of 4 or 8 neighbours: sorting and comparing strided views
take 20 to 40 times as long as this. Comparisons of a group are written out, so that LLVM can take
many groups at once; there is no branch to mispredict. Groups of more than 16, other devices and
other types than float32 go through torch, as everything does where numba isn't installed.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...pattern import NM, Pattern

WORTH_IT = 2**15
"""Weights of fewer numbers aren't worth the second or two that compiling takes: torch goes through
them with one thread. Through more it goes with all, many times for a mask, and where others use the
machine these threads wait for each other: a step can take a hundred times as long."""
A_THREADS_WORTH = 2**20
LARGEST = 16
FEW_ROUNDS = 4

Split = Callable[[Any, Any, Any, Any], None]


def fits(weight: Tensor, pattern: Pattern | None) -> bool:
    """Whether `split` can do this, and is worth it."""
    return isinstance(pattern, NM) and pattern.n < pattern.m <= LARGEST and able(weight)


def able(numbers: Tensor, *others: Tensor) -> bool:
    """Whether loops of numba can go over these, side by side, and are worth it."""
    return (
        numbers.device.type == "cpu"
        and numbers.dtype == torch.float32
        and numbers.numel() >= WORTH_IT
        and all(each.is_contiguous() for each in (numbers, *others))
        and _has_numba()
    )


def split(matrix: Tensor, pattern: NM, aside: Tensor, mask: Tensor, beta: float = 0.0) -> None:
    """Keep in `matrix` (rows, inputs), contiguous, what `pattern` keeps by magnitude, of equal ones
    the first, and `beta` times the rest; the rest itself goes into `aside`, and what is kept is
    True in `mask`."""
    compiled, share = _compiled(pattern.n, pattern.m), np.float32(beta)
    spread(lambda w, a, kept: compiled(w, a, kept, share), matrix, aside, mask, group=pattern.m)


def spread(work: Callable[..., None], *tensors: Tensor, group: int = 1) -> None:
    """Do `work` on flat arrays of these, in parts of whole groups, on as many threads as torch."""
    parts = [each.detach().reshape(-1) for each in tensors]
    size = parts[0].numel()
    threads = max(1, min(torch.get_num_threads(), size // A_THREADS_WORTH))
    share = -(-size // threads // group) * group
    starts = range(0, size, share)
    pieces = [tuple(p[start : start + share].numpy() for p in parts) for start in starts]
    if len(pieces) == 1:
        work(*pieces[0])
        return
    with ThreadPoolExecutor(len(pieces)) as pool:
        list(pool.map(lambda piece: work(*piece), pieces))


@functools.cache
def _has_numba() -> bool:
    return importlib.util.find_spec("numba") is not None


@functools.cache
def _compiled(n: int, m: int) -> Split:
    import numba

    names: dict[str, Any] = {"zero": np.float32(0), "one": np.int32(1), "no": np.int32(0)}
    names["lowest"] = np.float32(-1)
    exec(source(n, m), names)
    made: Split = numba.njit(nogil=True, error_model="numpy")(names["split"])
    return made


def source(n: int, m: int) -> str:
    """The function, written out for a group of `m`."""
    lines = ["def split(w, aside, mask, beta):", f"    for group in range(w.shape[0] // {m}):",
             f"        b = group * {m}"]  # fmt: skip
    places = range(m)
    lines += [f"        x{i} = w[b + {i}]; a{i} = abs(x{i})" for i in places]
    lines += _rounds(n, m) if 2 * n < m and n <= FEW_ROUNDS else _duels(n, m)
    lines += [f"        y{i} = x{i} if k{i} else zero" for i in places]
    lines += [f"        r{i} = x{i} - y{i}" for i in places]
    lines += [
        f"        w[b + {i}] = y{i} + beta * r{i}; aside[b + {i}] = r{i}; mask[b + {i}] = k{i}"
        for i in places
    ]
    return "\n".join(lines) + "\n"


def _rounds(n: int, m: int) -> list[str]:
    """The largest is taken, the first of equal ones, `n` times."""
    places = range(m)
    lines = [f"        k{i} = False" for i in places]
    for round_ in range(n):
        lines.append("        top = a0")
        lines += [f"        top = a{i} if a{i} > top else top" for i in places[1:]]
        lines.append("        taken = False")
        for i in places:
            lines.append(f"        hit = (a{i} == top) & (not taken); taken = taken | hit")
            lines.append(f"        k{i} = k{i} | hit")
            if round_ < n - 1:
                lines.append(f"        a{i} = lowest if hit else a{i}")
    return lines


def _duels(n: int, m: int) -> list[str]:
    """Each against each; what beats all but n - 1 of the others is kept, of equal ones the first
    beats the other."""
    pairs = list(itertools.combinations(range(m), 2))
    lines = [f"        c{i}_{j} = a{i} >= a{j}" for i, j in pairs]
    return lines + [f"        k{i} = {_kept(i, n, m)}" for i in range(m)]


def _kept(place: int, n: int, m: int) -> str:
    beats = [
        f"c{place}_{other}" if place < other else f"(not c{other}_{place})"
        for other in range(m)
        if other != place
    ]
    if m <= 4:
        ways = itertools.combinations(beats, m - n)
        return " | ".join("(" + " & ".join(way) + ")" for way in ways)
    return "(" + " + ".join(f"(one if {each} else no)" for each in beats) + f") >= {m - n}"
