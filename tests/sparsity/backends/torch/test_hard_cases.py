"""What real cells do to models and optimizers while they train."""

from __future__ import annotations

import copy
import io
import math
import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.modules import module as torch_module
from torch.optim import optimizer as torch_optimizer

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.backends.torch.session import Session, sparsifying

from . import cells


@pytest.fixture(autouse=True, scope="module")
def quietly() -> Iterator[None]:
    with cells.one_thread():
        yield


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Hooks and replaced functions are gone after each test, whatever happened in it."""
    before = hooks()
    yield
    assert hooks() == before


def hooks() -> list[Any]:
    return [
        dict(torch_optimizer._global_optimizer_pre_hooks),
        dict(torch_optimizer._global_optimizer_post_hooks),
        dict(torch_module._global_forward_pre_hooks),
        dict(torch_module._global_parameter_registration_hooks),
        dict(torch_module._global_module_registration_hooks),
        torch.autograd.backward,
        nn.Module.load_state_dict,
        torch.amp.GradScaler.scale,
    ]


def attributes(model: nn.Module) -> list[Any]:
    return [(name, sorted(vars(part))) for name, part in model.named_modules()] + [
        dict(hooks)
        for part in model.modules()
        for hooks in (
            part._forward_hooks,
            part._forward_pre_hooks,
            part._load_state_dict_post_hooks,
        )
    ]


def both_sparse(model: nn.Sequential) -> bool:
    return all(cells.is_sparse(model[place].weight) for place in (0, 2))


def names(session: Session) -> list[str]:
    return [layer.name for layer in session.trained().layers]


def test_nothing_is_left_on_the_model_and_it_can_be_saved_in_mid_run() -> None:
    cell = cells.CELL + "    if step == 5: keep(model)\n"
    saved = io.BytesIO()
    copies: list[nn.Module] = []

    def keep(model: nn.Module) -> None:
        torch.save(model, saved)
        copies.append(copy.deepcopy(model))

    _, space = cells.run(cell, keep=keep)
    fresh = cells.namespace()
    exec(cells.MODEL, fresh)
    assert attributes(space["model"]) == attributes(fresh["model"]) == attributes(copies[0])
    assert b"jupyter_perf" not in saved.getvalue()
    saved.seek(0)
    assert both_sparse(torch.load(saved, weights_only=False))
    assert not vars(space["model"][0].weight)


def test_the_cell_sees_sparse_weights_between_steps() -> None:
    seen: list[bool] = []
    cell = cells.CELL + "    see(model)\n"
    cells.run(cell, see=lambda model: seen.append(both_sparse(model)))
    assert seen == [True] * cells.STEPS


def test_the_head_stays_dense_and_says_so() -> None:
    session, space = cells.run(cells.CELL)
    trained = session.trained()
    assert [layer.name for layer in trained.layers] == ["model.0.weight", "model.2.weight"]
    assert [(each.name, each.why) for each in trained.skipped] == [
        ("model.4.weight", "it gives the model's output")
    ]
    assert (space["model"][4].weight != 0).all()
    assert session.models == {"model": space["model"]}


def test_losses_and_steps_are_told() -> None:
    session, space = cells.run(cells.CELL)
    trained = session.trained()
    assert trained.steps == cells.STEPS
    assert trained.loss_steps == tuple(range(cells.STEPS))
    assert trained.losses[-1] == pytest.approx(space["loss"].item())
    assert trained.step_seconds is not None
    assert trained.step_seconds > 0


def test_losses_of_a_long_run_are_thinned_evenly() -> None:
    cell = """
import torch
w = torch.nn.Linear(4, 4)
opt = torch.optim.SGD(w.parameters(), 0.0)
for step in range(1700):
    (w(torch.ones(1, 4)).sum() * 0 + step).backward()
    opt.step()
"""
    trained = cells.run(cell, cells.asked("dense"))[0].trained()
    assert trained.loss_steps == tuple(range(0, 1700, 8))
    assert trained.losses == tuple(float(each) for each in trained.loss_steps)


def test_a_nan_loss_is_noted_with_its_step() -> None:
    cell = cells.CELL.replace("    loss.backward()", "    (loss * bad(step)).backward()")
    session, _ = cells.run(cell, bad=lambda step: math.nan if step == 7 else 1.0)
    assert any("NaN or infinite at step 7" in note for note in session.trained().notes)


def test_an_exception_in_mid_step_keeps_the_masters_and_leaves_sparse_weights() -> None:
    """The optimizer fails between the two hooks, and the cell goes on."""

    class Failing(torch.optim.SGD):
        fail = False

        def step(self, closure: Any = None) -> Any:
            if self.fail:
                raise RuntimeError("no luck")
            return super().step(closure)

    cell = cells.MODEL + "opt = Failing(model.parameters(), 0.1)\n"
    cell += cells.LOOP.replace("    opt.step()", "    attempt(opt, step)")

    def run(failing: set[int]) -> nn.Sequential:
        def attempt(opt: Failing, step: int) -> None:
            opt.fail = step in failing
            if opt.fail:
                with pytest.raises(RuntimeError, match="no luck"):
                    opt.step()
            else:
                opt.step()

        _, space = cells.run(cell, Failing=Failing, attempt=attempt)
        model: nn.Sequential = space["model"]
        return model

    assert both_sparse(run({5}))
    assert both_sparse(run({cells.STEPS - 1}))
    assert both_sparse(run({0, 1, 2}))


@pytest.mark.parametrize("error", [KeyboardInterrupt, torch.OutOfMemoryError, ZeroDivisionError])
def test_an_error_of_the_cell_passes_through_and_leaves_sparse_weights(
    error: type[BaseException],
) -> None:
    space = cells.namespace(error=error)
    cell = cells.CELL + "    if step == 6: raise error('stop')\n"
    with pytest.raises(error, match="stop"), sparsifying(cells.asked(), space) as session:
        exec(cell, space)
    assert both_sparse(space["model"])
    assert session.trained().steps == 7


def test_an_interrupted_run_is_as_sparse_as_it_was_to_be_by_then() -> None:
    space = cells.namespace()
    cell = cells.CELL + "    if step == 3: raise KeyboardInterrupt\n"
    with pytest.raises(KeyboardInterrupt), sparsifying(cells.asked("step(switch=0.5)"), space):
        exec(cell, space)
    assert (space["model"][0].weight != 0).all()


def test_a_run_that_is_shorter_than_said_is_pruned_after_it_with_a_note() -> None:
    session, space = cells.run(cells.CELL, cells.asked("step(switch=0.5)", steps=40))
    assert both_sparse(space["model"])
    assert any("ended at step 12 of 40" in note for note in session.trained().notes)


def test_a_cell_can_be_run_again_with_the_same_optimizer() -> None:
    space = cells.namespace()
    exec(cells.MODEL, space)
    for _ in range(2):
        with sparsifying(cells.asked(), space) as session:
            exec(cells.LOOP, space)
        assert both_sparse(space["model"])
        assert session.trained().steps == cells.STEPS


def test_two_loops_over_one_model_are_one_run() -> None:
    cell = cells.CELL + "opt = torch.optim.SGD(model.parameters(), 0.01)\n" + cells.LOOP
    session, space = cells.run(cell, cells.asked("step(switch=0.5)", steps=2 * cells.STEPS))
    assert session.trained().steps == 2 * cells.STEPS
    assert both_sparse(space["model"])
    assert [layer.name for layer in session.trained().layers] == [
        "model.0.weight",
        "model.2.weight",
    ]


def test_several_optimizers_and_groups_on_one_model() -> None:
    cell = cells.MODEL + """
first = torch.optim.AdamW([
    {"params": [model[0].weight], "lr": 1e-2, "betas": (0.8, 0.99), "weight_decay": 0.1},
    {"params": [model[0].bias], "lr": 1e-3},
])
second = torch.optim.SGD(list(model.parameters())[2:], 0.1)
for step in range(steps):
    loss = nn.functional.cross_entropy(model(x[step % 4]), y[step % 4])
    loss.backward()
    for each in first, second:
        each.step()
        each.zero_grad()
"""  # fmt: skip
    for recipe in ("sr-ste", "step(switch=0.3)"):
        session, space = cells.run(cell, cells.asked(recipe))
        assert both_sparse(space["model"])
        assert session.trained().steps == cells.STEPS
        assert len(session.trained().layers) == 2
    assert any("SGD has no variance" in note for note in session.trained().notes)


def test_gradients_add_up_and_are_clipped_before_the_recipe_has_its_say() -> None:
    cell = (
        cells.MODEL
        + """
for step in range(steps):
    loss = nn.functional.cross_entropy(model(x[step % 4]), y[step % 4]) / 2
    loss.backward()
    if step % 2:
        nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        opt.step()
        opt.zero_grad()
"""
    )
    session, space = cells.run(cell, cells.asked(steps=cells.STEPS // 2))
    assert session.trained().steps == cells.STEPS // 2
    assert len(session.trained().losses) == cells.STEPS
    assert both_sparse(space["model"])


@pytest.mark.parametrize("fused", [False, True])
def test_a_grad_scaler_scales_the_decay_too_and_skips_what_overflows(fused: bool) -> None:
    """The same weights with and without a scaler; a step that overflows is one that isn't."""
    text = cells.MODEL + f"opt = torch.optim.Adam(model.parameters(), 1e-2, fused={fused})\n"
    plain = text + cells.LOOP
    scaled = (
        text
        + """
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0, growth_interval=1000)
for step in [0, 1, 2, None, *range(3, steps)]:
    opt.zero_grad()
    place = (step or 0) % 4
    loss = nn.functional.cross_entropy(model(x[place]), y[place])
    scaler.scale(loss * float("inf") if step is None else loss).backward()
    scaler.step(opt)
    scaler.update()
"""
    )
    for recipe in ("sr-ste(decay=0.05)", f"step(switch={2 / cells.STEPS}, decay=0.05)"):
        one, mine = cells.run(plain, cells.asked(recipe))
        two, theirs = cells.run(scaled, cells.asked(recipe))
        for a, b in zip(mine["model"].parameters(), theirs["model"].parameters(), strict=True):
            torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-5)
        assert both_sparse(theirs["model"])
        assert two.trained().losses[-1] == pytest.approx(theirs["loss"].item())
        assert one.trained().steps == cells.STEPS


CLOSURE = (
    cells.MODEL
    + """
seen = []
opt = torch.optim.{optimizer}
for step in range(steps):
    def closure():
        opt.zero_grad()
        seen.append((model[0].weight != 0).float().mean().item())
        loss = nn.functional.cross_entropy(model(x[step % 4]), y[step % 4])
        loss.backward()
        return loss
    opt.step({argument})
"""
)


@pytest.mark.parametrize("argument", ["closure", "closure=closure"])
def test_a_closure_is_run_on_sparse_weights(argument: str) -> None:
    text = CLOSURE.format(optimizer="Adam(model.parameters(), 1e-2)", argument=argument)
    _, closed = cells.run(text)
    _, plain = cells.run(cells.CELL)
    # The first call is within the first step, whose weights are found then: it is sparse already.
    assert closed["seen"] == [0.5] * cells.STEPS
    assert both_sparse(closed["model"])
    assert closed["seen"] == closed["seen"]
    assert plain["model"][0].weight.shape == closed["model"][0].weight.shape


def test_lbfgs_calls_its_closure_on_sparse_weights_of_each_trial() -> None:
    text = CLOSURE.replace("[step % 4]", "[0]").format(
        optimizer="LBFGS(model.parameters(), 0.1, max_iter=4)", argument="closure"
    )
    session, space = cells.run(text)
    assert set(space["seen"]) == {0.5}
    assert len(space["seen"]) > cells.STEPS
    assert both_sparse(space["model"])
    assert session.trained().losses[-1] < session.trained().losses[0]


def test_loaded_weights_are_not_overwritten_by_what_was_kept_aside() -> None:
    """A dense checkpoint, loaded in mid-run; with a learning rate of 0 its weights come out."""
    cell = (
        cells.MODEL
        + """
other = {name: torch.randn_like(weight) for name, weight in model.state_dict().items()}
opt = torch.optim.SGD(model.parameters(), 0.1)
for step in range(steps):
    if step == 8:
        model.load_state_dict(other)
        opt.param_groups[0]["lr"] = 0.0
    opt.zero_grad()
    loss = nn.functional.cross_entropy(model(x[step % 4]), y[step % 4])
    loss.backward()
    opt.step()
"""
    )
    _, space = cells.run(cell)
    wanted = space["other"]["0.weight"]
    assert torch.equal(space["model"][0].weight, wanted * cells.mask(wanted))


def test_weights_loaded_at_the_end_stay_as_they_are_where_they_are_sparse() -> None:
    cell = (
        cells.CELL
        + """
    if step == 5: best = {k: v.clone() for k, v in model.state_dict().items()}
model.load_state_dict(best)
"""
    )
    session, space = cells.run(cell)
    assert torch.equal(space["model"][0].weight, space["best"]["0.weight"])
    assert not session.trained().notes


def test_dense_weights_loaded_at_the_end_are_pruned_with_a_note() -> None:
    cell = cells.CELL + "model.load_state_dict({k: v + 1 for k, v in model.state_dict().items()})\n"
    session, space = cells.run(cell)
    assert both_sparse(space["model"])
    assert any("denser than 2:4" in note for note in session.trained().notes)


@pytest.mark.parametrize("recipe", ["sr-ste", "mask-decay(shape=exponential)"])
def test_what_the_cell_does_to_weights_itself_stays(recipe: str) -> None:
    """A WGAN's clipping, between steps."""
    cell = (
        cells.CELL
        + """
    with torch.no_grad():
        for p in model.parameters():
            p.clamp_(-0.05, 0.05)
"""
    )
    _, space = cells.run(cell, cells.asked(recipe))
    assert space["model"][0].weight.abs().max() <= 0.05
    assert both_sparse(space["model"])


def test_an_average_of_weights_is_left_alone() -> None:
    cell = cells.MODEL + "ema = torch.optim.swa_utils.AveragedModel(model)\n" + cells.LOOP
    cell += "    ema.update_parameters(model)\n"
    session, space = cells.run(cell)
    assert list(session.models) == ["model"]
    assert int(space["ema"].n_averaged) == cells.STEPS
    assert both_sparse(space["model"])


def test_a_model_can_move_and_change_its_type_in_mid_run() -> None:
    cell = cells.CELL.replace("    opt.zero_grad()", "    opt.zero_grad(); move(step)")
    space = cells.namespace()

    def move(step: int) -> None:
        if step == 6:
            space["model"].double()
            for state in space["opt"].state.values():
                state.update({k: v.double() for k, v in state.items() if k != "step"})
            space["x"] = space["x"].double()

    with sparsifying(cells.asked(), space | {"move": move}) as session:
        space["move"] = move
        exec(cell, space)
    assert space["model"][0].weight.dtype == torch.float64
    assert both_sparse(space["model"])
    assert session.trained().steps == cells.STEPS


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_short_types(dtype: torch.dtype) -> None:
    cell = cells.MODEL + "model.to(dtype); x = x.to(dtype)\n" + cells.LOOP
    for recipe in ("sr-ste", "step(switch=0.3)", "rigl(every=2)", "saliency"):
        _, space = cells.run(cell, cells.asked(recipe), dtype=dtype)
        assert both_sparse(space["model"]), recipe


def test_masks_can_be_chosen_at_some_steps_only() -> None:
    changes: list[bool] = []
    cell = cells.CELL + "    see(model[0].weight != 0)\n"
    last: list[torch.Tensor] = []

    def see(mask: torch.Tensor) -> None:
        changes.append(bool(last) and not torch.equal(mask, last[-1]))
        last.append(mask)

    cells.run(cell.replace("1e-2", "1e-1"), cells.asked(mask_every=4), see=see)
    assert [step for step, changed in enumerate(changes) if changed] == [3, 7, 11]


def test_a_run_goes_on_from_a_state_as_if_it_had_never_stopped() -> None:
    for recipe in ("sr-ste", "step(switch=0.25)", "set(every=2)", "mask-decay"):
        what = cells.asked(recipe)
        half = cells.STEPS // 2
        _, whole = cells.run(cells.CELL, what)
        space = cells.namespace()
        with sparsifying(what, space) as session:
            exec(cells.MODEL + cells.LOOP.replace("range(steps)", f"range({half})"), space)
            kept = {"session": session.state_dict(), "opt": space["opt"].state_dict(),
                    "model": space["model"].state_dict()}  # fmt: skip
            file = io.BytesIO()
            torch.save(kept, file)
        file.seek(0)
        kept = torch.load(file, weights_only=True)
        again = cells.namespace(kept=kept)
        rest = cells.MODEL + "model.load_state_dict(kept['model'])\n"
        rest += "opt.load_state_dict(kept['opt'])\n"
        rest += cells.LOOP.replace("range(steps)", f"range({half}, steps)")
        with sparsifying(what, again) as session:
            session.load_state_dict(kept["session"])
            exec(rest, again)
        for one, two in zip(whole["model"].parameters(), again["model"].parameters(), strict=True):
            assert torch.equal(one, two), recipe
        assert session.trained().steps == cells.STEPS


def test_a_state_of_other_layers_is_refused() -> None:
    session, space = cells.run(cells.CELL)
    state = session.state_dict()
    with sparsifying(cells.asked(), space) as other:
        other.load_state_dict(state)
        with pytest.raises(UsageError, match="of other layers"):
            exec(cells.CELL.replace("model", "net"), space)


def test_compiled_models_train_as_plain_ones() -> None:
    cell = cells.MODEL + "fast = torch.compile(model, backend='eager')\n"
    cell += cells.LOOP.replace("model(", "fast(")
    session, compiled = cells.run(cell)
    _, plain = cells.run(cells.CELL)
    for one, two in zip(compiled["model"].parameters(), plain["model"].parameters(), strict=True):
        torch.testing.assert_close(one, two)
    assert [layer.name for layer in session.trained().layers] == [
        "model.0.weight",
        "model.2.weight",
    ]
    torch.compiler.reset()


def test_quantized_weights_are_on_their_grid_between_steps() -> None:
    _, space = cells.run(cells.CELL, cells.asked(quantize="int4"))
    weight = space["model"][0].weight.detach()
    assert cells.is_sparse(weight)
    assert max(len(set(row.abs().tolist())) for row in weight) <= 8
    session, space = cells.run(cells.CELL, cells.asked("dense", quantize="int8"))
    assert max(len(set(row.tolist())) for row in space["model"][0].weight.detach()) > 8
    assert session.trained().steps == cells.STEPS


def test_only_one_session_at_a_time() -> None:
    second = sparsifying(cells.asked(), {})
    with sparsifying(cells.asked(), {}), pytest.raises(UsageError, match="already"):
        second.__enter__()
    with sparsifying(cells.asked(), {}):
        pass


def test_inputs_are_kept_without_their_graphs() -> None:
    session, _ = cells.run(cells.CELL + "model.eval(); model(torch.ones(3, 16))\n")
    inputs = session.batches["model"]
    assert inputs.sizes[8] >= cells.STEPS - 2
    assert inputs.sizes[3] == 1
    assert len(inputs.training) == 4
    assert [args[0].shape for args, _ in inputs.evaluation] == [(3, 16)]
    assert inputs.last[-1][0][0].shape == (8, 16)


@pytest.mark.slow
def test_a_model_compiled_by_inductor(monkeypatch: pytest.MonkeyPatch) -> None:
    # Inductor sets it for its compiler; here it goes again with the test.
    monkeypatch.setenv("_TORCHINDUCTOR_PYOBJECT_TENSOR_DATA_PTR", "0")
    if shutil.which("g++") is None and shutil.which("clang++") is None:
        pytest.skip("there is no C++ compiler, which inductor needs on the CPU")
    cell = cells.MODEL + "fast = torch.compile(model)\n" + cells.LOOP.replace("model(", "fast(")
    with warnings.catch_warnings():
        # Inductor's own advice and deprecations.
        warnings.simplefilter("ignore")
        session, compiled = cells.run(cell)
    _, plain = cells.run(cells.CELL)
    for one, two in zip(compiled["model"].parameters(), plain["model"].parameters(), strict=True):
        torch.testing.assert_close(one, two, rtol=1e-3, atol=1e-4)
    assert session.trained().steps == cells.STEPS
    assert both_sparse(compiled["model"])
    torch.compiler.reset()
