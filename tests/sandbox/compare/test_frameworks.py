"""torch and polars, where they are installed."""

from __future__ import annotations

import numpy as np
import pytest


def test_tensors(text, compare):
    torch = pytest.importorskip("torch")
    makers = [
        lambda: torch.ones(3),
        lambda: torch.ones(3, dtype=torch.float64),
        lambda: torch.ones(3, dtype=torch.bfloat16),
        lambda: torch.zeros(3, dtype=torch.bfloat16),
        lambda: torch.ones(1, 3),
        lambda: torch.ones(3, requires_grad=True),
        lambda: torch.nn.Parameter(torch.ones(3)),
        lambda: torch.tensor([1, 2]),
        lambda: torch.ones(3).to_sparse(),
        lambda: torch.ones(3, dtype=torch.complex64).conj(),
        lambda: torch.tensor(1.0),
        lambda: torch.float32,
        lambda: np.ones(3, dtype="f4"),
    ]
    for at, make in enumerate(makers):
        assert text(make(), make()) == ""
        assert all(text(make(), other()) != "" for n, other in enumerate(makers) if n != at)
    assert text(torch.tensor([1.0]), torch.tensor([2.0])) == "`x[0]`: is 2.0, was 1.0"
    assert text(torch.tensor([1.0]), torch.tensor([1.0 + 1e-6])) != ""
    base = torch.ones(4)
    assert "view" in compare({"x": base, "y": base[:2]}, {"x": base, "y": base[:2].clone()}).text


def test_modules(text):
    torch = pytest.importorskip("torch")

    def layer(seed: int):
        torch.manual_seed(seed)
        return torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.ReLU())

    assert text(layer(1), layer(1)) == ""
    assert text(layer(1), layer(2)) != ""


def test_polars(text):
    polars = pytest.importorskip("polars")
    makers = [
        lambda: polars.DataFrame({"a": [1, None], "b": ["x", "y"]}),
        lambda: polars.DataFrame({"a": [1, 2], "b": ["x", "y"]}),
        lambda: polars.DataFrame({"b": ["x", "y"], "a": [1, 2]}),
        lambda: polars.DataFrame({"a": [1.0, 2.0]}),
        lambda: polars.Series("a", [1, 2]),
        lambda: polars.Series("b", [1, 2]),
        lambda: polars.Series("a", [1, 2], dtype=polars.Int8),
        lambda: polars.Series("a", [[1], None]),
        lambda: polars.Series("a", ["2024-01-01"]).str.to_date(),
    ]
    for at, make in enumerate(makers):
        assert text(make(), make()) == ""
        assert all(text(make(), other()) != "" for n, other in enumerate(makers) if n != at)
