"""Which models and layers are found, and what is said of those that aren't sparsified."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import nn

from jupyter_perf.errors import MissingExtra, UsageError
from jupyter_perf.sparsity.backends.torch.session import sparsifying
from jupyter_perf.sparsity.training import Skipped

from . import cells


@pytest.fixture(autouse=True, scope="module")
def quietly() -> Iterator[None]:
    with cells.one_thread():
        yield


TRAIN = """
opt = torch.optim.Adam({parameters}, 1e-2)
for step in range(4):
    opt.zero_grad()
    ({loss}).backward()
    opt.step()
"""


def layers(cell: str, pattern: str = "2:4", **options: Any) -> tuple[list[str], dict[str, Skipped]]:
    session, _ = cells.run("import torch\nfrom torch import nn\n" + cell,
                           cells.asked("sr-ste", pattern, **options))  # fmt: skip
    trained = session.trained()
    return [layer.name for layer in trained.layers], {each.name: each for each in trained.skipped}


def test_a_model_built_and_trained_inside_a_function() -> None:
    cell = """
def train():
    net = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 4))
    opt = torch.optim.SGD(net.parameters(), 0.1)
    for step in range(4):
        net(x[0]).square().mean().backward()
        opt.step()
    {end}
{call}
"""
    found, _ = layers(cell.format(end="pass", call="train()"))
    assert found == ["model.0.weight"]
    session, space = cells.run(
        "import torch\nfrom torch import nn\n"
        + cell.format(end="return net", call="best = train()")
    )
    assert session.models == {"best": space["best"]}


def test_a_model_inside_an_object_of_the_namespace() -> None:
    cell = """
class Trainer:
    def __init__(self, net):
        self.net = net
        self.opt = torch.optim.SGD(net.parameters(), 0.1)
    def fit(self):
        for step in range(4):
            self.net(x[0]).square().mean().backward()
            self.opt.step()
trainer = Trainer(nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 4)))
trainer.fit()
"""
    assert layers(cell)[0] == ["trainer.net.0.weight"]


def test_a_model_that_was_built_before_and_is_hidden() -> None:
    hidden = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 4))
    cell = TRAIN.format(parameters="get().parameters()", loss="get()(x[0]).square().mean()")
    session, _ = cells.run("import torch\n" + cell, get=lambda: hidden)
    assert list(session.models.values()) == [hidden]


def test_two_models_each_with_its_own_optimizer() -> None:
    """A GAN: each has its own output, and both are sparse."""
    cell = """
G = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 16))
D = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 1))
og, od = torch.optim.Adam(G.parameters(), 1e-3), torch.optim.Adam(D.parameters(), 1e-3)
for step in range(6):
    z = torch.randn(8, 8)
    od.zero_grad()
    (D(G(z).detach()).mean() - D(x[0]).mean()).backward()
    od.step()
    if step % 2:
        og.zero_grad()
        (-D(G(z)).mean()).backward()
        og.step()
"""
    found, skipped = layers(cell, steps=6)
    assert sorted(found) == ["D.0.weight", "D.2.weight", "G.0.weight", "G.2.weight"]
    assert set(skipped) == {"D.4.weight", "G.4.weight"}


def test_the_head_is_told_by_the_graph_not_by_the_order() -> None:
    cell = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(16, 4)
        self.into = nn.Linear(16, 16)
        self.block = nn.Linear(16, 16)
    def forward(self, x):
        x = self.into(x)
        return self.out(x + torch.relu(self.block(x)))
model = Net()
""" + TRAIN.format(parameters="model.parameters()", loss="model(x[0]).square().mean()")
    found, skipped = layers(cell)
    assert found == ["model.into.weight", "model.block.weight"]
    assert set(skipped) == {"model.out.weight"}


def test_what_isnt_sparsified_has_its_reason() -> None:
    cell = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(32, 16)
        self.frozen = nn.Linear(16, 16).requires_grad_(False)
        self.odd = nn.Linear(16, 18)
        self.six = nn.Linear(18, 16)
        self.norm = nn.LayerNorm((8, 16))
        self.up = nn.ConvTranspose1d(8, 8, 1)
        self.own = nn.Parameter(torch.randn(16, 16))
        self.attention = nn.MultiheadAttention(16, 2, batch_first=True)
        self.rnn = nn.LSTM(16, 16, batch_first=True)
        self.tied = nn.Linear(16, 32, bias=False)
        self.tied.weight = self.embed.weight
    def forward(self, tokens):
        h = self.six(self.odd(self.frozen(self.embed(tokens))))
        h = self.up(self.norm(h @ self.own))
        h, _ = self.rnn(self.attention(h, h, h)[0])
        return self.tied(h)
model = Net()
tokens = torch.arange(32).reshape(4, 8)
""" + TRAIN.format(parameters="model.parameters()", loss="model(tokens).square().mean()")
    found, skipped = layers(cell)
    assert found == [
        "model.odd.weight",
        "model.attention.in_proj_weight",
        "model.attention.out_proj.weight",
        "model.rnn.weight_ih_l0",
        "model.rnn.weight_hh_l0",
    ]
    why = {name.removeprefix("model."): each.why for name, each in skipped.items()}
    assert "embedding" in why["embed.weight"]
    assert "frozen" in why["frozen.weight"]
    assert "18 inputs" in why["six.weight"]
    assert "norm" in why["norm.weight"]
    assert "transposed" in why["up.weight"]
    assert "isn't known" in why["own"]
    assert sorted(why) == ["embed.weight", "frozen.weight", "norm.bias", "norm.weight", "own",
                           "six.weight", "up.weight"]  # fmt: skip


def test_convolutions_are_sparse_along_their_inputs() -> None:
    cell = """
model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 3, groups=2), nn.ReLU(),
                      nn.Conv2d(8, 16, 1), nn.Flatten(), nn.Linear(64, 4)).to(memory_format=layout)
images = torch.randn(4, 1, 6, 6)
""" + TRAIN.format(parameters="model.parameters()", loss="model(images).square().mean()")
    for layout in (torch.contiguous_format, torch.channels_last):
        session, space = cells.run("import torch\nfrom torch import nn\n" + cell, layout=layout)
        trained = session.trained()
        assert [layer.name for layer in trained.layers] == ["model.2.weight", "model.4.weight"]
        assert [layer.kind for layer in trained.layers] == ["Conv2d", "Conv2d"]
        for place in (2, 4):
            weight = space["model"][place].weight.detach().movedim(1, -1)
            assert cells.is_sparse(weight.reshape(-1, weight.shape[-1]))
        assert "1 inputs" in trained.skipped[0].why


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"only": ("model.2",)}, ["model.2.weight"]),
        ({"only": ("4",)}, ["model.4.weight"]),
        ({"skip": ("*.0.weight",)}, ["model.2.weight"]),
        ({"skip": ("model.*",)}, []),
    ],
)
def test_layers_can_be_named(options: dict[str, Any], wanted: list[str]) -> None:
    found, skipped = layers(cells.CELL, **options)
    assert found == wanted
    assert len(skipped) == 3 - len(wanted)


def test_a_pattern_that_fits_no_layer_leaves_all_dense() -> None:
    found, skipped = layers(cells.CELL, "1:32")
    assert found == []
    assert "can't be divided into groups of 32" in skipped["model.0.weight"].why


def test_erk_leaves_small_layers_denser() -> None:
    what = cells.asked("rigl(every=2)", "unstructured:80%", distribution="erk")
    trained = cells.run(cells.CELL.replace("24", "64"), what)[0].trained()
    kept = sum(each.density * each.shape[0] * each.shape[1] for each in trained.layers)
    total = sum(each.shape[0] * each.shape[1] for each in trained.layers)
    assert kept / total == pytest.approx(0.2, abs=0.03)
    assert len({each.pattern for each in trained.layers}) >= 1


def test_masks_can_be_transposable() -> None:
    _, space = cells.run(cells.CELL, cells.asked(transposable=True))
    weight = space["model"][2].weight
    assert cells.is_sparse(weight)
    assert cells.is_sparse(weight.t().contiguous())


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("a = 1", "no optimizer of PyTorch has made a step"),
        ("import torch\nw = torch.randn(4, 4, requires_grad=True)\n"
         "opt = torch.optim.SGD([w], 0.1)\n(w * w).sum().backward()\nopt.step()",
         "no model owns what the optimizer SGD trains"),
    ],
)  # fmt: skip
def test_no_model_and_no_loop_are_said(cell: str, note: str) -> None:
    session, _ = cells.run(cell)
    assert any(note in each for each in session.trained().notes)
    assert not session.trained().layers
    assert session.models == {}


def test_what_is_refused_says_why() -> None:
    class FullyShardedDataParallel(nn.Linear):
        pass

    class DeepSpeedEngine(nn.Linear):
        pass

    for kind in (FullyShardedDataParallel, DeepSpeedEngine):
        cell = "import torch\nmodel = kind(16, 16)\n" + TRAIN.format(
            parameters="model.parameters()", loss="model(x[0]).square().mean()"
        )
        space = cells.namespace(kind=kind)
        with pytest.raises(UsageError, match=f"{kind.__name__} can't be trained sparsely"):
            cells.run(cell, **space)
    with pytest.raises(UsageError, match="steps"):
        sparsifying(cells.asked("gradual", steps=None), {}).__enter__()
    cells.run(cells.CELL)


def test_adapters_stay_dense_and_their_frozen_base_is_pruned() -> None:
    """As PEFT lays a LoRA layer out."""
    cell = """
class Lora(nn.Module):
    def __init__(self, base):
        super().__init__()
        self.base_layer = base.requires_grad_(False)
        self.lora_A = nn.ModuleDict({"default": nn.Linear(16, 4, bias=False)})
        self.lora_B = nn.ModuleDict({"default": nn.Linear(4, 16, bias=False)})
    def forward(self, x):
        return self.base_layer(x) + self.lora_B["default"](self.lora_A["default"](x))
model = nn.Sequential(Lora(nn.Linear(16, 16)), nn.ReLU(), Lora(nn.Linear(16, 16)), nn.ReLU(),
                      nn.Linear(16, 4).requires_grad_(False))
before = model[0].base_layer.weight.detach().clone()
parts = [p for p in model.parameters() if p.requires_grad]
""" + TRAIN.format(parameters="parts", loss="model(x[0]).square().mean()")
    session, space = cells.run("import torch\nfrom torch import nn\n" + cell)
    trained = session.trained()
    assert [layer.name for layer in trained.layers] == [
        "model.0.base_layer.weight",
        "model.2.base_layer.weight",
    ]
    why = {each.name: each.why for each in trained.skipped}
    assert all("PEFT" in why[name] for name in why if "lora" in name)
    weight, before = space["model"][0].base_layer.weight, space["before"]
    assert torch.equal(weight, before * cells.mask(before))


def test_without_torch_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    package = "jupyter_perf.sparsity.backends.torch"
    monkeypatch.delitem(sys.modules, package)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'jupyter-perf\[torch\]'"):
        importlib.import_module(package)
