"""Models of the transformers library, whichever way they compute attention."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from jupyter_perf.sparsity.attention import detach, leopard, sprint

transformers = pytest.importorskip("transformers")
torch.set_num_threads(1)


def made(how: str) -> Any:
    torch.manual_seed(0)
    config = transformers.LlamaConfig(
        vocab_size=32,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        attn_implementation=how,
    )
    return transformers.LlamaForCausalLM(config)


def batches() -> list[dict[str, torch.Tensor]]:
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(32, (3, 2, 6), generator=generator)
    seen = torch.ones(2, 6, dtype=torch.long)
    seen[1, :2] = 0
    return [{"input_ids": each, "attention_mask": seen, "labels": each} for each in ids]


@pytest.mark.parametrize("how", ["sdpa", "eager"])
def test_a_language_model_with_shared_keys_and_padding(how: str) -> None:
    model = made(how)
    found = leopard(model, batches(), steps=2, settle=0.0, control=False)
    assert set(found.thresholds) == {f"model.layers.{i}.self_attn" for i in range(2)}
    # Three batches, four heads: 21 places below the diagonal, or with two places of padding
    # at least the 10 of the other four. Whom padded places themselves see is the library's.
    assert all(3 * 4 * (21 + 10) <= each.scores <= 3 * 4 * (21 + 21) for each in found.layers)
    assert model.config._attn_implementation == how
    (exact,) = {detach(found.model)(**batches()[0]).loss.item() for _ in range(2)}
    assert exact > 0


def test_text_is_generated_with_pruned_attention() -> None:
    pruned = sprint(made("eager"), batches(), pruned=0.5).model
    text = batches()[0]["input_ids"]
    written = pruned.generate(text, max_new_tokens=4, do_sample=False, pad_token_id=0)
    assert written.shape == (2, 10)
    assert torch.equal(written[:, :6], text)
