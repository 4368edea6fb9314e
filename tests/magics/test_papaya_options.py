"""What stands on `%papaya`'s line, and what a model is recognised by."""

import pytest
import torch
from IPython.core.magic_arguments import construct_parser
from torch import nn

from jupyter_perf.errors import UsageError
from jupyter_perf.magics import papaya_options
from jupyter_perf.magics.config import JupyterPerf
from jupyter_perf.magics.papaya import PapayaMagics
from jupyter_perf.magics.weighing_key import key_of


def read(line):
    parser = construct_parser(PapayaMagics.papaya)
    return papaya_options.read_options(parser, line, JupyterPerf())


@pytest.mark.parametrize(
    ("line", "work", "batch"),
    [
        ("model batch", "model", "batch"),
        ("model (x, y)", "model", "(x, y)"),
        ('model {"input_ids": x, "labels": x} --wait', "model", '{"input_ids": x, "labels": x}'),
        ("make(2, 3) next(iter(loader))", "make(2, 3)", "next(iter(loader))"),
        ("trainer", "trainer", None),
        ('model "(x, y)"', "model", "(x, y)"),
        ("--target t4 model batch", "model", "batch"),
        ("model x[-1] --seq 128", "model", "x[-1]"),
        ("model batch - 1", "model", "batch - 1"),
    ],
)
def test_the_line_is_cut_where_both_sides_are_expressions(line, work, batch):
    options = read(line)
    assert (options.work, options.batch) == (work, batch)


def test_all_options_are_read():
    options = read(
        "model batch --loss loss_of --optimizer lion --memory 16GB --target t4,here --target h100"
        " --methods lora,checkpoint-blocks+bf16 --precision bf16 --global-batch 64 --seq 128"
        " --epoch 1000 --budget 20 --into f --again --wait"
    )
    assert options.targets == ("t4", "here", "h100")
    assert options.methods == "lora,checkpoint-blocks+bf16"
    assert (options.loss, options.optimizer, options.optimizer_given) == ("loss_of", "lion", True)
    assert (options.memory, options.precision) == ("16GB", "bf16")
    assert (options.global_batch, options.sequence, options.epoch) == (64, 128, 1000)
    assert (options.budget, options.into, options.again, options.wait) == (20.0, "f", True, True)
    kept = papaya_options.given_of(options)
    assert kept["target"] == "t4,here,h100"
    assert kept["global_batch"] == 64
    assert "into" not in kept


def test_what_isnt_said_is_as_configured():
    options = read("model batch")
    assert (options.targets, options.methods, options.budget) == (("here",), None, 60.0)
    assert (options.precision, options.memory, options.global_batch) == (None, None, None)
    assert not options.optimizer_given


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "required"),
        ("model batch --global-batch 0", "--global-batch is 1 or more, not 0"),
        ("model batch --seq -3", "--seq is 1 or more, not -3"),
        ("model batch --precision int3", "--precision is fp32, bf16, fp16, not 'int3'"),
        ("model batch --target nowhere", "nowhere"),
        ("model batch --target ,", "--target needs a name"),
        ("model batch --methods ,", "--methods needs a name"),
        ("model batch --budget 0", "--budget is a positive number"),
        ("model batch --into 3x", "--into needs a name"),
        ("model batch --metods lora", "did you mean --methods"),
        ("model ]", "expected a model and a sample batch"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_runs(line, said):
    with pytest.raises(UsageError, match=said.replace("[", r"\[")):
        read(line)


class Net(nn.Module):
    def __init__(self, width=4):
        super().__init__()
        self.layer = nn.Linear(width, width)

    def forward(self, x):
        return self.layer(x)


def key(model=None, batch=None, **arguments):
    model = Net() if model is None else model
    batch = torch.zeros(2, 4) if batch is None else batch
    return key_of(model, batch, {"target": ("t4",), **arguments})


def test_the_same_question_is_recognised_whatever_the_values_are():
    assert key() == key()
    assert key(batch=torch.ones(2, 4)) == key()
    assert len(key()) == 64


def test_another_question_is_another():
    frozen = Net()
    frozen.layer.weight.requires_grad_(False)
    tied = Net()
    tied.other = tied.layer.weight

    class Net2(Net):
        def forward(self, x):
            return self.layer(x).relu()

    others = [
        key(batch=torch.zeros(3, 4)),
        key(model=Net(8)),
        key(model=frozen),
        key(model=tied),
        key(model=Net2()),
        key(model=Net().eval()),
        key(methods=("lora",)),
        key(optimizer=torch.optim.SGD(Net().parameters(), lr=0.1)),
        key(loss=lambda out: out.sum()),
        key(loss=lambda out: out.mean()),
        key_of(Net(), torch.zeros(2, 4), {"target": ("here",)}),
    ]
    assert len({key(), *others}) == len(others) + 1


def test_what_cant_be_described_is_worked_out_each_time():
    assert key(model=object()) is None
    hooked = Net()
    hooked.register_forward_hook(lambda *_: None)
    assert key(model=hooked) is None
    deep = ()
    for _ in range(10):
        deep = (deep,)
    assert key(batch=deep) is None
