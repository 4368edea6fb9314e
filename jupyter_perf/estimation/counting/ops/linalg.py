"""Decompositions and solutions, by the leading terms of the usual algorithms.

Counts as in Golub and Van Loan, "Matrix Computations", 4th edition, chapters 3 to 8.
"""

from __future__ import annotations

import math
from typing import Any

from ..precisions import weight
from ..tally import Call, Tally, counts, numel


def _cubes(matrix: Any, factor: float) -> Tally:
    rows, columns = matrix.shape[-2:]
    batch = math.prod(matrix.shape[:-2])
    small, large = min(rows, columns), max(rows, columns)
    return Tally(factor * batch * small * small * large * weight(matrix))


@counts("aten::linalg_cholesky_ex", "aten::cholesky")
def cholesky(call: Call) -> Tally:
    return _cubes(call["self"], 1 / 3)


@counts(
    "aten::linalg_lu_factor_ex", "aten::linalg_lu", "aten::_linalg_det", "aten::_linalg_slogdet"
)
def triangles(call: Call) -> Tally:
    return _cubes(call.first("A", "self"), 2 / 3)


@counts("aten::linalg_inv_ex", "aten::inverse")
def inverse(call: Call) -> Tally:
    return _cubes(call.first("A", "self"), 2.0)


@counts("aten::linalg_qr", "aten::geqrf")
def orthogonal(call: Call) -> Tally:
    return _cubes(call.first("A", "self"), 4.0)


@counts("aten::_linalg_eigh", "aten::linalg_eigh")
def symmetric(call: Call) -> Tally:
    return _cubes(call.first("A", "self"), 9.0)


@counts("aten::_linalg_svd", "aten::linalg_eig", "aten::_linalg_eigvals")
def singular(call: Call) -> Tally:
    return _cubes(call.first("A", "self"), 22.0)


@counts("aten::_linalg_solve_ex")
def solved(call: Call) -> Tally:
    matrix = call["A"]
    each = 2.0 * numel(call["B"]) * matrix.shape[-1] * weight(matrix)
    return Tally(_cubes(matrix, 2 / 3).matrix + each)


@counts("aten::linalg_solve_triangular", "aten::triangular_solve", "aten::cholesky_solve")
def substituted(call: Call) -> Tally:
    matrix = call.first("self", "A") if "B" in call.values else call["A"]
    right = call.values.get("B", call.values.get("self"))
    return Tally(float(numel(right)) * matrix.shape[-1] * weight(matrix))


@counts("aten::linalg_cross", "aten::cross")
def cross(call: Call) -> Tally:
    return Tally(vector=3.0 * numel(call["self"]))
