"""Build a model of two layers with random weights, and a tokenizer, into a folder.

    python tiny_model.py FOLDER

It is run by the interpreter that has transformers. Nothing is downloaded: what such a model says is
made of real tokens and means nothing.
"""

from __future__ import annotations

import sys

VOCABULARY = 512
END, USER, ANSWER = "<|end|>", "<|user|>", "<|answer|>"
TEXTS = ["def f(data): return [x for x in data if x > 1]", "import numpy as np", "the answer is"]
TEMPLATE = (
    "{% for message in messages %}" + USER + "{{ message['content'] }}" + END + "{% endfor %}"
    "{% if add_generation_prompt %}" + ANSWER + "{% endif %}"
)


def main(folder: str) -> None:
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[END, USER, ANSWER],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    core.train_from_iterator(TEXTS, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=core, eos_token=END, pad_token=END)
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=16_384,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    model = LlamaForCausalLM(config)
    model.generation_config.do_sample = True  # so that it comes to an end, by chance
    model.save_pretrained(folder)


if __name__ == "__main__":
    main(sys.argv[1])
