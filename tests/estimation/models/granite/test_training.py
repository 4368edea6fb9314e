"""A network is trained, stopped, taken up again and written, on a few blocks of our own."""

from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")
pytest.importorskip("torch", reason="the extra `torch` is not installed")

import torch

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.models.granite import train
from jupyter_perf.estimation.models.granite.training import judging
from jupyter_perf.estimation.models.granite.training.data import held_out, read, unrolled

ADDS = ("4801d8", "4801d9", "4801da", "4801de", "4801df")
MULTIPLIES = ("480fafc3", "480fafcb", "480fafd3", "480faff3", "480faffb")


def made(count: int) -> list[tuple[str, float]]:
    """Chains of additions and multiplications: 1 and 3 cycles each, on one register."""
    chance = random.Random(3)
    found = {}
    while len(found) < count:
        place = chance.randrange(len(ADDS))
        block = [chance.choice((ADDS, MULTIPLIES)) for _ in range(chance.randint(1, 9))]
        found["".join(kind[place] for kind in block)] = float(
            sum(1 if kind is ADDS else 3 for kind in block)
        )
    return list(found.items())


def written(path: Path, rows: list[tuple[str, float]], split: str = "train") -> Path:
    with gzip.open(path, "wt") if path.suffix == ".gz" else path.open("w") as file:
        rows_out = csv.writer(file)
        rows_out.writerow(["hex", "cycles_per_iteration", "spread", "apps", "split"])
        rows_out.writerows([code, cycles, 0.0, "ours", split] for code, cycles in rows)
    return path


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    return written(tmp_path / "blocks.csv.gz", made(160))


def run(blocks: Path, out: Path, *more: str, minutes: float = 0.06) -> dict[str, object]:
    words = ["--data", str(blocks), "--out", str(out), "--minutes", str(minutes)]
    words += ["--width", "16", "--rounds", "1", "--batch", "64", "--held-out", "0.15", *more]
    assert train.main(words) == 0
    found: dict[str, object] = json.loads((out / "figures.json").read_text())
    return found


def test_it_learns_latencies_and_writes_weights(blocks: Path, tmp_path: Path) -> None:
    found = run(blocks, tmp_path / "out")
    held = found["held_out"]
    assert isinstance(held, dict)
    assert held["by chance"]["zen4"]["mape"] < 0.3
    assert held["by chance"]["zen4"]["tau"] > 0.9
    card = (tmp_path / "out" / "card.md").read_text()
    assert f"{held['by chance']['zen4']['mape']:.1%}" in card
    with np.load(tmp_path / "out" / "weights.npz", allow_pickle=False) as arrays:
        settings = json.loads(arrays["settings"].tobytes().decode())
    assert settings["targets"] == ["zen4"]
    assert all(factor > 0 for _, _, factor in settings["widths"]["stretch"])
    shares, lows, highs = zip(*settings["widths"]["unknown"], strict=True)
    assert shares[-1] == 1
    assert list(lows) == sorted(lows, reverse=True)
    assert list(highs) == sorted(highs)


def test_it_goes_on_where_it_was(
    blocks: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:  # type: ignore[type-arg]
    first = run(blocks, tmp_path / "out", minutes=0.01)
    again = run(blocks, tmp_path / "out", "--resume", minutes=0.02)
    assert isinstance(first["epochs"], int)
    assert isinstance(again["epochs"], int)
    assert again["epochs"] > first["epochs"]
    assert f"goes on after 0.0 minutes, {first['epochs']} epochs" in capsys.readouterr().out


def test_a_second_target_has_a_head_and_missing_labels_teach_nothing(
    blocks: Path, tmp_path: Path
) -> None:
    rows = made(160)
    doubled = written(tmp_path / "slow.csv", [(code, 2 * cycles) for code, cycles in rows[:80]])
    found = run(blocks, tmp_path / "out", "--data", f"slow={doubled}", minutes=0.1)
    held = found["held_out"]
    assert isinstance(held, dict)
    both = held["by chance"]
    assert both["slow"]["blocks"] < both["zen4"]["blocks"]
    assert both["slow"]["mape"] < 0.15  # twice as slow in all: far from the bounds of the first
    assert both["zen4"]["mape"] < 0.3


def test_granite_as_published_is_trained_by_the_same_command(blocks: Path, tmp_path: Path) -> None:
    found = run(blocks, tmp_path / "out", "--network", "granite", "--without", "loop-carried",
                minutes=0.02)  # fmt: skip
    assert found["network"] == "granite"
    assert found["without"] == ["loop-carried"]


def test_without_data_it_says_so_and_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train.main(["--data", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]) == 0
    assert "skipped: there is no" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hex,split\n4801d8,train\n", "needs the columns"),
        ("hex,cycles_per_iteration,split\n4801d8,fast,train\n", "line 2"),
        ("hex,cycles_per_iteration,split\n4801d,1,train\n", "line 2"),
        ("hex,cycles_per_iteration,split\n4801d8,1,test\n", "no blocks of the split"),
    ],
)
def test_data_that_cannot_be_read_is_refused_with_the_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "blocks.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        read([("zen4", path)])


def test_an_unknown_extension_is_refused(blocks: Path, tmp_path: Path) -> None:
    words = ["--data", str(blocks), "--out", str(tmp_path / "out"), "--without", "magic"]
    assert train.main(words) == 2


def test_an_extension_of_the_other_network_is_refused(
    blocks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(blocks), "--out", str(tmp_path / "out")]
    assert train.main([*words, "--without", "full-registers"]) == 2
    assert "lean has no extension named full-registers" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        train.main([*words, "--minutes", "0"])
    assert "must be above 0" in capsys.readouterr().err


def test_a_device_that_is_not_there_is_refused(
    blocks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(blocks), "--out", str(tmp_path / "out"), "--device", "tpu"]
    assert train.main(words) == 2
    assert "--device tpu can't be used" in capsys.readouterr().err


@pytest.mark.parametrize("network", ["lean", "granite"])
def test_it_trains_on_cuda(blocks: Path, tmp_path: Path, network: str) -> None:
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device is here")
    run(blocks, tmp_path / "out", "--device", "cuda", "--network", network, minutes=0.02)
    again = run(blocks, tmp_path / "out", "--device", "cuda", "--resume", minutes=0.04)
    assert again["network"] == network


def test_held_out_sequences_are_not_trained_on(blocks: Path) -> None:
    from jupyter_perf.estimation.models.granite.training.data import sequence

    measured = read([("zen4", blocks)])
    by_chance, unseen = held_out(measured, 0.2)
    assert by_chance.any()
    assert unseen.any()
    assert not (by_chance & unseen).any()
    sequences = [sequence(code) for code in measured.codes]
    learnt = {each for each, a, b in zip(sequences, by_chance, unseen, strict=True) if not (a | b)}
    assert not learnt & {each for each, out in zip(sequences, unseen, strict=True) if out}


def test_figures_are_those_of_the_definition() -> None:
    predicted, labels = np.array([1.0, 2.2, 3.0, 8.0]), np.array([1.0, 2.0, 4.0, 5.0])
    found = judging.figures(predicted, labels)
    assert found.mape == pytest.approx((0 + 0.1 + 0.25 + 0.6) / 4)
    assert found.median == pytest.approx(0.175)
    assert found.tau == pytest.approx(1.0)
    assert judging.by_length(predicted, labels, np.array([1, 3, 4, 40])) == pytest.approx(
        {"1-2": 0.0, "3-4": 0.175, "33+": 0.6}
    )


def test_blocks_several_times_over_take_as_many_times_as_long(blocks: Path) -> None:
    measured = read([("zen4", blocks)])
    taught = unrolled(measured)
    known = dict(zip(measured.codes, measured.cycles[:, 0], strict=True))
    added = list(zip(taught.codes, taught.cycles[:, 0], strict=True))[len(measured) :]
    assert added
    for code, cycles in added:
        times = [k for k in (2, 3, 4, 8) if code[: len(code) // k] * k == code]
        assert any(known.get(code[: len(code) // k], 0) * k == cycles for k in times)
