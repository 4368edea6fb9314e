"""What `jp.papaya` may be asked, and what makes no sense."""

from __future__ import annotations

import functools
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.asked_batch import Against  # noqa: E402
from jupyter_perf.tradeoff.asked_methods import wanted  # noqa: E402
from jupyter_perf.tradeoff.question import bytes_of, question, targets_of  # noqa: E402

LINEAR = torch.nn.Linear(4, 2)
X = torch.ones(8, 4)
asked = functools.partial(question, LINEAR, X)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"precision": "fp7"}, "`precision` is one of fp32"),
        ({"optimizer": "adamm"}, "did you mean"),
        ({"optimizer": "lbfgs"}, "again and again"),
        ({"optimizer": torch.optim.LBFGS(LINEAR.parameters())}, "again and again"),
        ({"optimizer": 3}, "a name such as 'adamw'"),
        ({"budget": 0}, "positive number of seconds"),
        ({"budget": True}, "positive number of seconds"),
        ({"memory": "lots"}, "like '16GB'"),
        ({"memory": -1}, "like '16GB'"),
        ({"target": "a100"}, "no target named"),
        ({"target": []}, "which target"),
        ({"target": 7}, "a target is a name"),
        ({"global_batch": 0}, "`global_batch` is a whole number"),
        ({"epoch": 1.5}, "`epoch` is a whole number"),
        ({"methods": "lorra"}, "did you mean lora"),
        ({"methods": "lora(rank)"}, "options are names with values"),
        ({"methods": "lora(rank=f())"}, "options are names with values"),
        ({"methods": 5}, "`methods` are names"),
        ({"loss": "mse"}, "`loss` is a function"),
        ({"loss": torch.nn.MSELoss()}, "a batch of both"),
    ],
)
def test_what_makes_no_sense_is_said(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        asked(**changes)


@pytest.mark.parametrize(
    ("model", "batch", "words"),
    [
        ("gpt2", X, "is a torch.nn.Module, not str"),
        (LINEAR, None, "not nothing"),
        (LINEAR, [1, 2], "list without any"),
        (LINEAR, torch.tensor(1.0), "without any"),
        (LINEAR, torch.ones(0, 4), "empty"),
    ],
)
def test_a_model_and_a_batch_are_needed(model: Any, batch: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        question(model, batch)


def test_labels_go_to_a_loss_that_takes_them() -> None:
    labels = torch.zeros(8, dtype=torch.long)
    for loss in (torch.nn.CrossEntropyLoss(), torch.nn.functional.cross_entropy):
        found = question(LINEAR, (X, labels), loss=loss)
        assert found.args == (X,)
        assert isinstance(found.loss, Against)
        assert found.loss(LINEAR(X)).shape == ()
    named = question(LINEAR, {"input": X, "labels": labels}, loss=torch.nn.CrossEntropyLoss())
    assert list(named.kwargs) == ["input"]
    alone = question(LINEAR, X, loss=lambda out: out.sum())
    assert alone.args == (X,)


def test_a_dict_without_a_loss_goes_to_the_model_whole() -> None:
    found = question(LINEAR, {"input": X})
    assert found.args == ()
    assert found.kwargs == {"input": X}


def test_what_compiles_or_spreads_a_model_is_taken_off() -> None:
    assert question(torch.nn.DataParallel(LINEAR), X).model is LINEAR


def test_amounts_of_memory() -> None:
    assert bytes_of("16GB") == 16e9
    assert bytes_of("24 GiB") == 24 * 1024**3
    assert bytes_of("1.5e3 kB") == 1.5e6
    assert bytes_of(5) == 5.0
    assert bytes_of(None) is None


def test_the_beginning_of_a_name_is_enough_where_one_has_it() -> None:
    assert [each.name for each in targets_of("a100-40, t4,here,T4")] == ["a100-40gb", "t4", "here"]


def test_methods_combine_and_take_options() -> None:
    found = wanted("lora(rank=4, targets=['q', 'v'])+bf16, checkpoint-blocks,none", {})
    assert found.names == ("lora+bf16", "checkpoint-blocks")
    assert found.options == {"lora.rank": 4, "lora.targets": ["q", "v"]}
    assert found.named
    assert "zero-3" in wanted("all", {}).names
    assert not wanted(None, {}).named


def test_a_data_loader_gives_batch_and_epoch() -> None:
    data = torch.utils.data.TensorDataset(torch.ones(20, 4), torch.ones(20, 2))
    loader = torch.utils.data.DataLoader(data, batch_size=5)
    found = question(LINEAR, loader, loss=torch.nn.MSELoss())
    assert found.epoch_examples == 20
    assert found.args[0].shape == (5, 4)


def test_a_function_of_a_step_is_a_loop() -> None:
    net = torch.nn.Linear(4, 4)
    optimizer = torch.optim.SGD(net.parameters(), 0.1)

    def step(batch: Any) -> None:
        optimizer.zero_grad()
        net(batch).sum().backward()
        optimizer.step()

    found = question(step, X)
    assert sum(each.numel() for each in found.model.parameters()) == 20
    assert "as it was written" in found.notes[0]
