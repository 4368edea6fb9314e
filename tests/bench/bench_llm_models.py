"""Predicted against published: parameters, operations of training, speeds of language models.

Nothing is run but arithmetic. Errors are those of the value, coverage is that of the 80% interval.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import published_models as models
import published_speeds as speeds

from jupyter_perf.core import targets
from jupyter_perf.core.units import percent, ratio
from jupyter_perf.estimation.models import llm

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / ".bench" / "llm-models.json"


def main() -> int:
    found = list(speeds.rows())
    summaries = {
        table: summary(list(group))
        for table, group in itertools.groupby(sorted(found, key=_table), key=_table)
    }
    sizes = parameters()
    print(f"parameters: {sizes['exact']} of {sizes['models']} exactly as published")
    for name, error in operations().items():
        print(f"operations, {name}: {percent(error)} off")
    for line in training():
        print(line)
    print()
    for row in found:
        inside = "" if row.published in row.predicted else "  outside"
        print(
            f"{row.table:27} {row.what:46} {row.published:9,.5g} {row.unit:5} predicted "
            f"{row.predicted.value:9,.5g} ({row.predicted.low:,.4g} to {row.predicted.high:,.4g}) "
            f"{ratio(row.ratio):6} {row.bound}{inside}"
        )
    print()
    for table, figures in summaries.items():
        print(f"{table:34} " + ", ".join(f"{name} {shown}" for name, shown in figures.items()))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"tables": summaries, "rows": [_plain(row) for row in found]}))
    return 0


def summary(rows: Sequence[speeds.Row]) -> dict[str, str]:
    errors = [abs(row.ratio - 1) for row in rows]
    within = sum(0.5 <= row.ratio <= 2 for row in rows)
    inside = sum(row.published in row.predicted for row in rows)
    return {
        "figures": str(len(rows)),
        "median error": percent(statistics.median(errors)),
        "largest": percent(max(errors)),
        "median ratio": ratio(statistics.median(row.ratio for row in rows)),
        "within 2×": f"{within}/{len(rows)}",
        "in the interval": f"{inside}/{len(rows)}",
    }


def parameters() -> dict[str, int]:
    same = [llm.read(each.config).parameters == each.parameters for each in models.TOTALS.values()]
    return {"exact": sum(same), "models": len(same)}


def operations() -> dict[str, float]:
    """What was counted → relative error."""
    errors = {}
    for name, (config, published) in models.GPT_3.items():
        found: float = 6 * llm.read(config).parameters * 300e9
        errors[f"GPT-3 {name} (6ND)"] = abs(found / published - 1)
    for name, (sizes, gflops) in models.PER_TOKEN.items():
        found = llm.training_flops(llm.read(sizes), 1, 4096) / 1e9
        errors[f"{name} (a token of 4,096)"] = abs(found / gflops - 1)
    for name, (sizes, giga) in models.FORWARD.items():
        model = llm.read(sizes)
        left_out = 128 * model.head_weights if "left out" in name else 0
        pairs = llm.forward_flops(model, 128, halved=False) / 2 - left_out
        errors[f"{name} (one pass over 128)"] = abs(pairs / giga / 1e9 - 1)
    return errors


def training() -> Iterator[str]:
    """Hours of training, at the usual MFU."""
    for name, (config, tokens, hours) in models.TRAINED.items():
        run = llm.train(llm.read(config), tokens, targets.get("h100"), sequence=8192)
        low, value, high = run.device_hours.low, run.device_hours.value, run.device_hours.high
        yield (
            f"hours on H100, {name}: {hours:,.3g} published, {value:,.3g} predicted "
            f"({low:,.3g} to {high:,.3g}), {ratio(value / hours)}"
        )


def _table(row: speeds.Row) -> str:
    return row.table


def _plain(row: speeds.Row) -> dict[str, Any]:
    low, value, high = row.predicted.low, row.predicted.value, row.predicted.high
    return {**row._asdict(), "predicted": [value, low, high]}


if __name__ == "__main__":
    sys.exit(main())
