"""Hugging Face's Trainer, tiny random models: accumulation, clipping, resuming, the best model."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import torch

from jupyter_perf.sparsity.backends.torch.session import Session

from ..backends.torch import cells

MODEL = """
import torch
from transformers import {kind}Config, {model}, Trainer, TrainingArguments

torch.manual_seed(0)
config = {kind}Config(vocab_size=32, {sizes})
model = {model}(config)
tokens = torch.randint(0, 32, (24, 8), generator=torch.Generator().manual_seed(0))
data = [{{"input_ids": row, "labels": row}} for row in tokens]
"""
LLAMA = MODEL.format(
    kind="Llama",
    model="LlamaForCausalLM",
    sizes="hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,"
    " tie_word_embeddings=False",
)
GPT2 = MODEL.format(
    kind="GPT2",
    model="GPT2LMHeadModel",
    sizes="n_embd=16, n_layer=1, n_head=2, n_positions=16",
)
TRAIN = """
arguments = TrainingArguments(
    output_dir=folder, per_device_train_batch_size=2, gradient_accumulation_steps=2, max_steps=12,
    max_grad_norm=0.5, learning_rate=1e-2, use_cpu=True, report_to=[], disable_tqdm=True,
    save_strategy="steps", eval_strategy="steps", save_steps=4, eval_steps=4, seed=0,
    load_best_model_at_end=True, metric_for_best_model="eval_loss", greater_is_better=best_is_last,
)
trainer = Trainer(model=model, args=arguments, train_dataset=data, eval_dataset=data[:4])
trainer.train(resume_from_checkpoint=resume)
"""


def run(cell: str, folder: Path, recipe: str = "sr-ste", **names: Any) -> tuple[Session, Any]:
    pytest.importorskip("transformers")
    pytest.importorskip("accelerate")
    with cells.one_thread(), warnings.catch_warnings():
        # Its own deprecations, and torch's of how it loads its checkpoints.
        warnings.simplefilter("ignore")
        space = {"folder": str(folder), "resume": None, "best_is_last": False} | names
        return cells.run(cell, cells.asked(recipe), **space)


def test_the_best_model_is_what_was_saved(tmp_path: Path) -> None:
    """The best checkpoint is the first (its loss counts as greater): later masters are stale."""
    from safetensors.torch import load_file

    session, space = run(LLAMA + TRAIN, tmp_path, best_is_last=True)
    trained = session.trained()
    assert trained.steps == 12
    best = Path(space["trainer"].state.best_model_checkpoint)
    saved = load_file(best / "model.safetensors")
    weights = space["model"].state_dict()
    assert all(torch.equal(weights[name], saved[name]) for name in saved)
    assert {layer.name.rpartition("layers.0.")[2] for layer in trained.layers} == {
        *(f"self_attn.{each}_proj.weight" for each in "qkvo"),
        *(f"mlp.{each}_proj.weight" for each in ("gate", "up", "down")),
    }
    assert all(layer.density == 0.5 for layer in trained.layers)
    reasons = {each.name: each.why for each in trained.skipped}
    assert "embedding" in reasons["model.model.embed_tokens.weight"]
    assert reasons["model.lm_head.weight"] == "it gives the model's output"


def test_a_dense_checkpoint_that_was_best_is_pruned_with_a_note(tmp_path: Path) -> None:
    cell = LLAMA + TRAIN.replace("greater_is_better=best_is_last", "greater_is_better=True")
    session, space = run(cell, tmp_path, "step(switch=0.5)")
    assert space["trainer"].state.best_model_checkpoint.endswith("checkpoint-4")
    assert all(layer.density == 0.5 for layer in session.trained().layers)
    assert any("denser than 2:4" in note for note in session.trained().notes)


def test_resuming_from_a_checkpoint_of_the_trainer(tmp_path: Path) -> None:
    run(LLAMA + TRAIN, tmp_path)
    session, space = run(LLAMA + TRAIN, tmp_path, resume=str(tmp_path / "checkpoint-8"))
    assert session.trained().steps == 4
    assert space["trainer"].state.global_step == 12
    assert all(layer.density == 0.5 for layer in session.trained().layers)


def test_gpt2_keeps_its_inputs_in_rows(tmp_path: Path) -> None:
    """Its linear layers are (inputs, outputs), and its head is tied to the embedding."""
    session, space = run(GPT2 + TRAIN, tmp_path)
    trained = session.trained()
    assert {layer.kind for layer in trained.layers} == {"Conv1D"}
    assert len(trained.layers) == 4
    weight = space["model"].transformer.h[0].mlp.c_fc.weight
    assert cells.is_sparse(weight.t().contiguous())
    assert any("embedding" in each.why for each in trained.skipped)
