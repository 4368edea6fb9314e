"""A head: what it learns, what it doesn't, and how it is kept."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest

from jupyter_perf.core import measurements
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.here.blocks import adapting, head, kept, shipped
from jupyter_perf.estimation.here.blocks.adapting import adapt
from jupyter_perf.estimation.here.blocks.grouping import groups_of
from jupyter_perf.estimation.here.blocks.head import Head

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
PARTS = [bytes.fromhex(each) for each in (
    "4801d8", "480fafc3", "488b00", "f20f58c1", "4829c1", "31c0", "0f1f00", "48d1e0", "488903",
    "c5fd58c1", "0fb6c3", "4885c0",
)]  # fmt: skip
SLOW = PARTS[1]


def blocks(count: int, seed: int = 0) -> list[bytes]:
    """Different sequences of up to eight instructions."""
    choice = np.random.default_rng(seed)
    found = {}
    while len(found) < count:
        picked = choice.integers(len(PARTS), size=choice.integers(1, 9))
        found[b"".join(PARTS[each] for each in picked)] = None
    return list(found)


def noisy(cycles: np.ndarray, share: float = 0.02) -> np.ndarray:
    return cycles * np.exp(np.random.default_rng(7).normal(0, share, len(cycles)))


def test_one_factor_is_learnt_as_one_factor(model) -> None:
    listed = blocks(200)
    found = adapt(listed, noisy(1.7 * model.predict(listed, "")), model, processor="P")
    assert found is not None
    assert found.weights == ()
    assert math.exp(found.intercept) == pytest.approx(1.7, rel=0.02)
    assert found.after < 0.05 < found.before
    assert (found.processor, found.base, found.model, found.blocks) == (
        "P",
        "zen4",
        model.name,
        200,
    )
    low, high = found.residuals
    assert -0.1 < low < 0 < high < 0.1


def test_a_model_that_is_right_is_left_alone(model) -> None:
    listed = blocks(200)
    found = adapt(listed, noisy(model.predict(listed, "")), model)
    assert found is not None
    assert found.apply(np.array([3.0]), np.zeros((1, 256))) == pytest.approx([3.0], rel=0.01)


def test_an_instruction_that_is_slower_here_is_learnt_from_features(model) -> None:
    listed = blocks(600)
    slower = model.predict(listed, "") * np.array([1.5 ** each.count(SLOW) for each in listed])
    found = adapt(listed, noisy(slower), model)
    assert found is not None
    assert len(found.weights) == 2 * 256 + 1
    assert found.after < 0.4 * found.before
    new = blocks(900)[600:]
    predicted = found.apply(model.predict(new, ""), model.represent(new))
    actual = model.predict(new, "") * np.array([1.5 ** each.count(SLOW) for each in new])
    assert np.mean(np.abs(predicted / actual - 1)) < 0.1


def test_a_few_blocks_that_went_wrong_move_little(model) -> None:
    listed = blocks(300)
    cycles = noisy(1.5 * model.predict(listed, ""))
    cycles[::20] *= 30
    found = adapt(listed, cycles, model)
    assert found is not None
    right = found.apply(model.predict(listed, ""), model.represent(listed))
    assert np.median(right / model.predict(listed, "")) == pytest.approx(1.5, rel=0.05)


def test_noise_teaches_nothing_that_makes_it_worse(model) -> None:
    listed = blocks(200)
    found = adapt(listed, noisy(model.predict(listed, ""), 0.4), model)
    assert found is not None
    assert found.after < found.before * 1.1


def test_too_few_teach_nothing(model) -> None:
    listed = blocks(adapting.LEAST_BLOCKS - 1)
    assert adapt(listed, model.predict(listed, ""), model) is None
    assert adapt([], [], model) is None
    same = [PARTS[0] * 3] * 500
    assert adapt(same, [1.0] * 500, model) is None


def test_what_the_model_can_not_predict_is_left_out(model) -> None:
    listed = blocks(100)

    class Partial(type(model)):
        def predict(self, blocks, target):
            found = super().predict(blocks, target)
            found[::2] = np.nan
            return found

    found = adapt(listed, np.ones(100), Partial())
    assert found is not None
    assert found.blocks == 50


def test_blocks_that_differ_in_registers_and_constants_are_one_group() -> None:
    add, other = bytes.fromhex("4801d8"), bytes.fromhex("4801ca")
    here, there = bytes.fromhex("488b4310"), bytes.fromhex("488b4220")
    assert groups_of([add, other, here, there, add + here]).tolist() == [0, 0, 1, 1, 2]
    assert groups_of([b"\x06", b"\x07", b"\x06"]).tolist() == [0, 1, 0]


@pytest.fixture(scope="module")
def fitted(model) -> Head:
    listed = blocks(120)
    cycles = model.predict(listed, "") * np.array([2.0 ** each.count(SLOW) for each in listed])
    found = adapt(listed, cycles, model, processor="P", clock_hz=3e9)
    assert found is not None
    return found


def test_features_of_another_width_are_refused(fitted) -> None:
    with pytest.raises(ValueError, match="7 features, where 256 fit"):
        fitted.apply(np.ones(2), np.ones((2, 7)))


def test_what_is_unknown_stays_unknown(fitted) -> None:
    found = fitted.apply(np.array([np.nan, 1.0]), np.zeros((2, 256)))
    assert np.isnan(found).tolist() == [True, False]


def test_a_correction_stays_within_what_was_seen(fitted, model) -> None:
    absurd = fitted.apply(np.ones(1), np.full((1, 256), 1e6))
    assert math.exp(fitted.least) - 1e-9 <= absurd[0] <= math.exp(fitted.most) + 1e-9


def test_it_comes_back_from_text_as_it_was(fitted) -> None:
    assert Head.from_json(fitted.to_json()) == fitted
    bare = dataclasses.replace(fitted, weights=(), means=(), scales=(), clock_hz=None)
    assert Head.from_json(bare.to_json()) == bare


@pytest.mark.parametrize(
    "change",
    [
        {"weights": [1.0]}, {"weights": "x"}, {"weights": [None] * 513}, {"scales": [0.0] * 513},
        {"least": 5.0, "most": 1.0}, {"residuals": [0.0]}, {"blocks": "many"}, {"clock_hz": -1.0},
        {"intercept": 1e999}, {"model": 3}, {"unheard": 1}, {"format": 99}, {"is": "Measured"},
        {"means": [1.0] * 5000, "scales": [1.0] * 5000, "weights": [1.0] * 5000},
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_refused(fitted, change) -> None:
    data = {**json.loads(fitted.to_json()), **change}
    with pytest.raises(ValueError, match=r"\w"):
        Head.from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 3000, "x" * (2 << 20)])
def test_a_damaged_file_is_refused(text) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Head.from_json(text)


def test_cycles_and_heads_are_kept_by_processor(fitted, own_folder) -> None:
    assert kept.cycles_of("one") == {}
    assert kept.head_of("one") is None
    where = kept.keep_cycles("one", {b"\x90": 0.25, b"\x48\x01\xd8": 1.0})
    assert where == str(measurements.folder() / "one.blocks.json")
    assert kept.cycles_of("one") == {b"\x90": 0.25, b"\x48\x01\xd8": 1.0}
    kept.keep_head("one", fitted)
    assert kept.head_of("one") == fitted
    assert kept.head_of("one") is kept.head_of("one"), "read once"
    assert kept.head_of("another") is None
    assert kept.forget("one")
    assert not kept.forget("one")
    assert kept.head_of("one") is None
    assert kept.cycles_of("one") == {}


def test_a_busy_machines_head_is_for_this_process_only(fitted, own_folder) -> None:
    assert kept.keep_head("one", fitted, "others") == "this kernel only: others"
    assert kept.head_of("one") == fitted
    assert not kept.is_on_disk("one")
    quiet = dataclasses.replace(fitted, processor="quiet")
    kept.keep_head("one", quiet)
    assert kept.is_on_disk("one")
    assert kept.head_of("one") == quiet


def test_where_nothing_can_be_written_it_lasts_for_this_process(
    fitted, own_folder, tmp_path, monkeypatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "file"))
    assert "this kernel only" in kept.keep_cycles("one", {b"\x90": 1.0})
    assert "this kernel only" in kept.keep_head("one", fitted)
    assert kept.cycles_of("one") == {b"\x90": 1.0}
    assert kept.head_of("one") == fitted


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", '{"is": "Blocks"}',
        '{"is": "Blocks", "format": 1, "blocks": [["zz", 1]]}',
        '{"is": "Blocks", "format": 1, "blocks": [["90", -1]]}',
        '{"is": "Blocks", "format": 1, "blocks": [["90", true]]}',
        '{"is": "Blocks", "format": 1, "blocks": [["", 1.0]]}',
        '{"is": "Blocks", "format": 1, "blocks": [["90"]]}',
        '{"is": "Blocks", "format": 2, "blocks": []}',
    ],
)  # fmt: skip
def test_damaged_cycles_are_as_none(text, own_folder) -> None:
    measurements.folder().mkdir(parents=True)
    (measurements.folder() / "one.blocks.json").write_text(text)
    (measurements.folder() / "one.head.json").write_text(text)
    assert kept.cycles_of("one") == {}
    assert kept.head_of("one") is None


def test_what_can_not_be_deleted_is_said(own_folder) -> None:
    (measurements.folder() / "one.head.json" / "within").mkdir(parents=True)
    with pytest.raises(UsageError, match="can't be deleted"):
        kept.forget("one")


def test_a_head_of_other_weights_is_not_used(fitted, own_folder, monkeypatch) -> None:
    monkeypatch.setattr(shipped, "_name", lambda: "new weights")
    kept.keep_head(shipped._key(), fitted)
    assert head.load() is None
    kept.keep_head(shipped._key(), dataclasses.replace(fitted, model="new weights"))
    assert head.load() is not None
