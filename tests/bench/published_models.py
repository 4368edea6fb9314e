"""Configurations of published models, as their makers ship them, and what is published of each.

Totals are those that the models' pages on the Hugging Face Hub give (counted from the safetensors'
headers), unless another source stands beside them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

HUB = "https://huggingface.co/"


class Published(NamedTuple):
    config: dict[str, Any]
    parameters: int
    source: str


def _llama(hidden: int, inner: int, layers: int, heads: int, **others: Any) -> dict[str, Any]:
    return {
        "model_type": "llama",
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        **others,
    }


def _gpt(hidden: int, layers: int, heads: int, vocabulary: int = 50257) -> dict[str, Any]:
    return {
        "model_type": "gpt2",
        "n_embd": hidden,
        "n_layer": layers,
        "n_head": heads,
        "n_positions": 2048,
        "vocab_size": vocabulary,
    }


LLAMA_2_7B = _llama(4096, 11008, 32, 32)
LLAMA_2_70B = _llama(8192, 28672, 80, 64, num_key_value_heads=8)
LLAMA_3_8B = _llama(4096, 14336, 32, 32, num_key_value_heads=8, vocab_size=128256)
LLAMA_3_70B = _llama(8192, 28672, 80, 64, num_key_value_heads=8, vocab_size=128256)
LLAMA_3_405B = _llama(16384, 53248, 126, 128, num_key_value_heads=8, vocab_size=128256)
LLAMA_3_1B = _llama(
    2048,
    8192,
    16,
    32,
    num_key_value_heads=8,
    vocab_size=128256,
    head_dim=64,
    tie_word_embeddings=True,
)
MIXTRAL = {"model_type": "mixtral", "sliding_window": None}
QWEN_7B = {
    "model_type": "qwen2",
    "hidden_size": 3584,
    "intermediate_size": 18944,
    "num_hidden_layers": 28,
    "num_attention_heads": 28,
    "num_key_value_heads": 4,
    "vocab_size": 152064,
}
QWEN_72B = {
    "model_type": "qwen2",
    "hidden_size": 8192,
    "intermediate_size": 29568,
    "num_hidden_layers": 80,
    "num_attention_heads": 64,
    "num_key_value_heads": 8,
    "vocab_size": 152064,
}
QWEN_3_30B = {
    "model_type": "qwen3_moe",
    "num_hidden_layers": 48,
    "head_dim": 128,
    "num_attention_heads": 32,
    "num_key_value_heads": 4,
}
DEEPSEEK_V2 = {
    "model_type": "deepseek_v2",
    "hidden_size": 5120,
    "intermediate_size": 12288,
    "moe_intermediate_size": 1536,
    "num_hidden_layers": 60,
    "num_attention_heads": 128,
    "q_lora_rank": 1536,
    "first_k_dense_replace": 1,
    "num_experts_per_tok": 6,
    "n_routed_experts": 160,
    "vocab_size": 102400,
}
DEEPSEEK_LITE = {
    "model_type": "deepseek_v2",
    "hidden_size": 2048,
    "intermediate_size": 10944,
    "moe_intermediate_size": 1408,
    "num_hidden_layers": 27,
    "num_attention_heads": 16,
    "q_lora_rank": None,
    "first_k_dense_replace": 1,
    "num_experts_per_tok": 6,
    "vocab_size": 102400,
}
DEEPSEEK_V3 = {"model_type": "deepseek_v3"}
FALCON_7B = {"model_type": "falcon", "tie_word_embeddings": False}
FALCON_180B = {
    "model_type": "falcon",
    "hidden_size": 14848,
    "num_attention_heads": 232,
    "num_kv_heads": 8,
    "num_hidden_layers": 80,
    "new_decoder_architecture": True,
    "tie_word_embeddings": False,
}
PYTHIA_12B = {
    "model_type": "gpt_neox",
    "hidden_size": 5120,
    "intermediate_size": 20480,
    "num_hidden_layers": 36,
    "num_attention_heads": 40,
    "vocab_size": 50688,
}
PYTHIA_70M = {
    "model_type": "gpt_neox",
    "hidden_size": 512,
    "intermediate_size": 2048,
    "num_hidden_layers": 6,
    "num_attention_heads": 8,
    "vocab_size": 50304,
}
GEMMA_2_9B = {
    "model_type": "gemma2",
    "hidden_size": 3584,
    "intermediate_size": 14336,
    "num_hidden_layers": 42,
    "num_attention_heads": 16,
    "num_key_value_heads": 8,
}
GEMMA_3_1B = {
    "model_type": "gemma3_text",
    "hidden_size": 1152,
    "intermediate_size": 6912,
    "num_attention_heads": 4,
    "num_key_value_heads": 1,
    "vocab_size": 262144,
    "sliding_window": 512,
}
QWEN_3_8B = {
    "model_type": "qwen3",
    "intermediate_size": 12288,
    "num_hidden_layers": 36,
    "num_key_value_heads": 8,
}
PHI_2 = {
    "model_type": "phi",
    "hidden_size": 2560,
    "intermediate_size": 10240,
    "num_hidden_layers": 32,
}
OPT_6_7B = {
    "model_type": "opt",
    "hidden_size": 4096,
    "ffn_dim": 16384,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "word_embed_proj_dim": 4096,
}
BERT_MASKED = {"model_type": "bert", "architectures": ["BertForMaskedLM"]}
GPTJ = {"model_type": "gptj"}

GPT_OSS_20B = {"model_type": "gpt_oss", "num_hidden_layers": 24, "num_local_experts": 32}
BLOOM_7B = {"model_type": "bloom", "hidden_size": 4096, "n_layer": 30, "n_head": 32}
BLOOM = {"model_type": "bloom", "hidden_size": 14336, "n_layer": 70, "n_head": 112}

TOTALS = {
    "Llama 2 7B": Published(LLAMA_2_7B, 6_738_415_616, HUB + "meta-llama/Llama-2-7b-hf"),
    "Llama 2 70B": Published(LLAMA_2_70B, 68_976_648_192, HUB + "meta-llama/Llama-2-70b-hf"),
    "Llama 3.1 8B": Published(LLAMA_3_8B, 8_030_261_248, HUB + "meta-llama/Llama-3.1-8B"),
    "Llama 3.2 1B": Published(LLAMA_3_1B, 1_235_814_400, HUB + "meta-llama/Llama-3.2-1B"),
    "Llama 3.1 405B": Published(LLAMA_3_405B, 405_853_388_800, HUB + "meta-llama/Llama-3.1-405B"),
    "Mistral 7B": Published(
        {"model_type": "mistral"}, 7_241_732_096, HUB + "mistralai/Mistral-7B-v0.1"
    ),
    "Mixtral 8x7B": Published(MIXTRAL, 46_702_792_704, HUB + "mistralai/Mixtral-8x7B-v0.1"),
    "Qwen2.5 7B": Published(QWEN_7B, 7_615_616_512, HUB + "Qwen/Qwen2.5-7B"),
    "Qwen3 8B": Published(QWEN_3_8B, 8_190_735_360, HUB + "Qwen/Qwen3-8B"),
    "Qwen3 30B-A3B": Published(QWEN_3_30B, 30_532_122_624, HUB + "Qwen/Qwen3-30B-A3B"),
    "Qwen1.5 MoE": Published(
        {"model_type": "qwen2_moe"}, 14_315_784_192, HUB + "Qwen/Qwen1.5-MoE-A2.7B"
    ),
    "Gemma 7B": Published({"model_type": "gemma"}, 8_537_680_896, HUB + "google/gemma-7b"),
    "Gemma 2 9B": Published(GEMMA_2_9B, 9_241_705_984, HUB + "google/gemma-2-9b"),
    "Gemma 2 2B": Published({"model_type": "gemma2"}, 2_614_341_888, HUB + "google/gemma-2-2b"),
    "Gemma 3 1B": Published(GEMMA_3_1B, 999_885_952, HUB + "google/gemma-3-1b-pt"),
    "GPT-2": Published({"model_type": "gpt2"}, 124_439_808, HUB + "openai-community/gpt2"),
    "GPT-NeoX 20B": Published(
        {"model_type": "gpt_neox"}, 20_554_567_680, HUB + "EleutherAI/gpt-neox-20b"
    ),
    "Pythia 70M": Published(PYTHIA_70M, 70_426_624, HUB + "EleutherAI/pythia-70m"),
    "Pythia 12B": Published(PYTHIA_12B, 11_846_072_320, HUB + "EleutherAI/pythia-12b"),
    "GPT-J 6B": Published(GPTJ, 6_050_882_784, HUB + "EleutherAI/gpt-j-6b"),
    "Phi 2": Published(PHI_2, 2_779_683_840, HUB + "microsoft/phi-2"),
    "Phi 3 mini": Published(
        {"model_type": "phi3"}, 3_821_079_552, HUB + "microsoft/Phi-3-mini-4k-instruct"
    ),
    "OPT 6.7B": Published(OPT_6_7B, 6_658_473_984, HUB + "facebook/opt-6.7b"),
    "Falcon 7B": Published(FALCON_7B, 7_217_189_760, HUB + "tiiuae/falcon-7b"),
    "DeepSeek V2 Lite": Published(
        DEEPSEEK_LITE, 15_706_484_224, HUB + "deepseek-ai/DeepSeek-V2-Lite"
    ),
    "DeepSeek V3": Published(
        DEEPSEEK_V3, 671_026_419_200, HUB + "deepseek-ai/DeepSeek-V3 (without prediction modules)"
    ),
    "BERT base": Published(
        {"model_type": "bert"}, 109_482_240, HUB + "google-bert/bert-base-uncased (BertModel)"
    ),
    "BERT base, masked": Published(
        BERT_MASKED, 109_514_298, HUB + "google-bert/bert-base-uncased (BertForMaskedLM)"
    ),
    "gpt-oss 20B": Published(GPT_OSS_20B, 20_914_757_184, HUB + "openai/gpt-oss-20b"),
    "gpt-oss 120B": Published(
        {"model_type": "gpt_oss"}, 116_829_156_672, HUB + "openai/gpt-oss-120b"
    ),
    "BLOOM 7B1": Published(BLOOM_7B, 7_069_016_064, HUB + "bigscience/bloom-7b1"),
    "BLOOM 176B": Published(BLOOM, 176_247_271_424, HUB + "bigscience/bloom"),
    "StarCoder2 3B": Published(
        {"model_type": "starcoder2"}, 3_030_371_328, HUB + "bigcode/starcoder2-3b"
    ),
    "DistilBERT": Published(
        {"model_type": "distilbert"}, 66_362_880, HUB + "distilbert/distilbert-base-uncased"
    ),
}

GPT_3 = {
    "Small": (_gpt(768, 12, 12), 2.25e20),
    "Medium": (_gpt(1024, 24, 16), 6.41e20),
    "Large": (_gpt(1536, 24, 16), 1.37e21),
    "XL": (_gpt(2048, 24, 16), 2.38e21),
    "2.7B": (_gpt(2560, 32, 32), 4.77e21),
    "6.7B": (_gpt(4096, 32, 32), 1.20e22),
    "13B": (_gpt(5120, 40, 40), 2.31e22),
    "175B": (_gpt(12288, 96, 96), 3.14e23),
}
"""Operations of training on 300 billion tokens: Brown et al., "Language Models are Few-Shot
Learners", 2020, table D.1. Sizes are those of table 2.1; its XL and 13B have widths that their
heads don't divide (24 × 128 = 3072, 5140), which transformers can't build."""

MEGATRON = {
    "1.7B": (_gpt(2304, 24, 24, 51200), 1.7e9),
    "3.6B": (_gpt(3072, 30, 32, 51200), 3.6e9),
    "7.5B": (_gpt(4096, 36, 32, 51200), 7.5e9),
    "18.4B": (_gpt(6144, 40, 48, 51200), 18.4e9),
    "39.1B": (_gpt(8192, 48, 64, 51200), 39.1e9),
    "76.1B": (_gpt(10240, 60, 80, 51200), 76.1e9),
    "145.6B": (_gpt(12288, 80, 96, 51200), 145.6e9),
    "310.1B": (_gpt(16384, 96, 128, 51200), 310.1e9),
    "529.6B": (_gpt(20480, 105, 128, 51200), 529.6e9),
    "1T": (_gpt(25600, 128, 160, 51200), 1008.0e9),
}
"""Narayanan et al., "Efficient Large-Scale Language Model Training on GPU Clusters", 2021,
table 1."""

PER_TOKEN: dict[str, tuple[dict[str, Any], float]] = {
    "DeepSeek V2": (DEEPSEEK_V2, 155.0),
    "DeepSeek V3": (DEEPSEEK_V3, 250.0),
    "Llama 3.1 405B": (LLAMA_3_405B, 2448.0),
    "Qwen 72B": (QWEN_72B, 394.0),
}
"""GFLOP of training for each token in sequences of 4,096: DeepSeek-AI, "Insights into DeepSeek-V3:
Scaling Challenges and Reflections on Hardware for AI Architectures", 2025, table 2. Qwen 72B's is
below six times the weights of its layers alone (6 × 70.2 billion), which nothing explains."""

CACHE_BYTES = {
    "DeepSeek V3": (DEEPSEEK_V3, 70_272),
    "Qwen2.5 72B": (QWEN_72B, 327_680),
    "Llama 3.1 405B": (LLAMA_3_405B, 516_096),
}
"""Bytes of keys and values for each token at 16 bits: the same, table 1."""

TRAINED = {
    "Llama 3.1 8B": (LLAMA_3_8B, 15e12, 1.46e6),
    "Llama 3.1 70B": (LLAMA_3_70B, 15e12, 7.0e6),
    "Llama 3.1 405B": (LLAMA_3_405B, 15.6e12, 30.84e6),
}
"""Tokens, and hours on H100 80 GB (700 W): the models' page on the Hub, which says of tokens "15
trillion and more"; those of the largest are "The Llama 3 Herd of Models", 2024, section 3.2."""

FORWARD = {
    "LLaMA 7B": (LLAMA_2_7B, 850.00),
    "Chinese-LLaMA 7B": ({**LLAMA_2_7B, "vocab_size": 49953}, 859.41),
    "Baichuan 7B": ({**LLAMA_2_7B, "vocab_size": 64000}, 866.78),
    "RoBERTa-wwm-ext": ({"model_type": "bert", "vocab_size": 21128}, 11.17),
    "BLOOM 7B1, head left out": (BLOOM_7B, 775.11),
}
"""Billions of multiply-adds of one pass over 128 tokens, the mask not made use of: calflops, a
counter that runs the models (https://github.com/MrYxJ/calculate-flops.pytorch, README, "Large
Language Model" and "Example"). It misses BLOOM's head, whose weights are the embedding's, and one
of its two products of attention. Baichuan 7B has LLaMA's layers."""
