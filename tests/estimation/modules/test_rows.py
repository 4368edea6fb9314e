"""Layers that are alike become one row."""

from __future__ import annotations

import pytest

from jupyter_perf.core import targets
from jupyter_perf.estimation.counting import Counted, OpCount
from jupyter_perf.estimation.modules import rows
from jupyter_perf.estimation.modules.rows import common_name, rows_of
from jupyter_perf.estimation.modules.works import spent, work_of

H100 = targets.get("h100")


def op(module: str, flops: float = 1e9, moved: float = 1e6, phase: str = "forward") -> OpCount:
    return OpCount(module, phase, "aten::mm", "fp16", 1, flops, 0.0, moved)


def counted(*ops: OpCount) -> Counted:
    return Counted(ops)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["head"], "head"),
        (["h.0.fc", "h.1.fc", "h.2.fc"], "h.{0–2}.fc"),
        (["layer1.0.conv2", "layer1.2.conv2"], "layer1.{0,2}.conv2"),
        (["a.0.b.0", "a.0.b.1", "a.1.b.0", "a.1.b.1"], "a.{0–1}.b.{0–1}"),
    ],
)
def test_names_of_equal_layers(names: list[str], expected: str) -> None:
    assert common_name(names) == expected


def test_equal_layers_are_one_row_and_others_are_not() -> None:
    found = rows_of(
        spent(counted(op("h.0"), op("h.1"), op("h.2", 2e9), op("head")), H100, None), ()
    )
    assert [(row.name, row.count, row.flops) for row in found] == [
        ("h.{0–1}", 2, 2e9),
        ("h.2", 1, 2e9),
        ("head", 1, 1e9),
    ]
    assert sum(row.share or 0 for row in found) == pytest.approx(1)


def test_the_update_comes_last_and_what_is_in_no_layer_is_named() -> None:
    ops = (op("", phase="optimizer"), op(""), op("fc"))
    found = rows_of(spent(counted(*ops), H100, None), ())
    assert [row.name for row in found] == ["model itself", "fc", "optimizer's step"]


def test_many_rows_keep_those_that_take_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 3)
    ops = [op(f"layer{'abcdef'[at]}", 1e9 * 10**at) for at in range(6)]
    spending = spent(counted(*ops), H100, None)
    found = rows_of(spending, ())
    assert [row.name for row in found] == ["layere", "layerf", "others"]
    assert sum(row.flops or 0 for row in found) == pytest.approx(111111e9)
    assert found[-1].count == 4
    assert sum(row.seconds.value for row in found if row.seconds) == pytest.approx(
        spending.seconds.value
    )


def test_calls_of_one_operation_take_their_time_each() -> None:
    one = spent(counted(op("a")), H100, None)
    ten = spent(counted(OpCount("a", "forward", "aten::mm", "fp16", 10, 1e9, 0, 1e6)), H100, None)
    assert ten.seconds.value == pytest.approx(10 * one.seconds.value)


def test_tf32_is_for_products_alone() -> None:
    single = OpCount("a", "forward", "aten::mm", "fp32", 1, 8.0, 4.0, 1.0)
    assert dict(work_of(single, {"fp32": "tf32"}).flops) == {"fp32": 4.0, "tf32": 8.0}
    assert dict(work_of(single).flops) == {"fp32": 12.0}
