"""Describes a small random model of every family, for the scripts beside it: names, configurations and one tokenizer for all."""
import json

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, decoders, AddedToken
from transformers import (
    AutoModelForCausalLM, Gemma2Config, Gemma3TextConfig, LlamaConfig, MistralConfig, PreTrainedTokenizerFast, Qwen2Config, Qwen3Config,
    Qwen3MoeConfig, SmolLM3Config,
)

VOCABULARY = 280
END = 279
# what the tokenizer classes of some families add if it is not there
RESERVED = ["<|endoftext|>", "<pad>", "<eos>", "<bos>", "<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<mask>", "[multimodal]"]
TEMPLATE = (
    "{% for message in messages %}{{ '<|start|>' + message['role'] + '\\n' + message['content'] + '<|end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start|>assistant\\n' }}{% endif %}"
)
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2,
    max_position_embeddings=256, bos_token_id=None, eos_token_id=END, pad_token_id=None,
)
SHORT = 6


def sizes(**changes):
    return {**SIZES, **changes}


FAMILIES = {
    "llama2": lambda: LlamaConfig(**sizes(num_key_value_heads=4, rms_norm_eps=1e-5)),
    "llama3": lambda: LlamaConfig(**sizes(
        head_dim=16, rope_theta=500000.0, tie_word_embeddings=True,
        rope_scaling=dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=64))),
    "llama-linear": lambda: LlamaConfig(**sizes(rope_scaling=dict(rope_type="linear", factor=4.0), num_hidden_layers=2)),
    "llama-yarn": lambda: LlamaConfig(**sizes(
        rope_scaling=dict(rope_type="yarn", factor=4.0, original_max_position_embeddings=64), num_hidden_layers=2)),
    "smollm2": lambda: LlamaConfig(**sizes(num_attention_heads=3, num_key_value_heads=1, hidden_size=48, tie_word_embeddings=True, rope_theta=100000.0)),
    "smollm3": lambda: SmolLM3Config(**sizes(num_hidden_layers=4)),
    "mistral": lambda: MistralConfig(**sizes(sliding_window=SHORT)),
    "qwen2": lambda: Qwen2Config(**sizes()),
    "qwen2-window": lambda: Qwen2Config(**sizes(use_sliding_window=True, sliding_window=SHORT, max_window_layers=1)),
    "qwen3": lambda: Qwen3Config(**sizes(head_dim=16, tie_word_embeddings=True)),
    "qwen3-moe": lambda: Qwen3MoeConfig(**sizes(
        head_dim=8, num_experts=5, num_experts_per_tok=2, moe_intermediate_size=16, norm_topk_prob=True, num_hidden_layers=2)),
    "qwen3-moe-mixed": lambda: Qwen3MoeConfig(**sizes(
        head_dim=8, num_experts=4, num_experts_per_tok=3, moe_intermediate_size=16, norm_topk_prob=False, mlp_only_layers=[0], num_hidden_layers=2)),
    "gemma2": lambda: Gemma2Config(**sizes(
        head_dim=16, sliding_window=SHORT, query_pre_attn_scalar=16, attn_logit_softcapping=0.5, final_logit_softcapping=2.0)),
    "gemma2-scale": lambda: Gemma2Config(**sizes(
        head_dim=16, sliding_window=SHORT, query_pre_attn_scalar=24, attn_logit_softcapping=None, final_logit_softcapping=None, num_hidden_layers=2)),
    "gemma3": lambda: Gemma3TextConfig(**sizes(head_dim=8, intermediate_size=24, sliding_window=SHORT, query_pre_attn_scalar=8, num_hidden_layers=6)),
}


def model(name):
    """Makes a model whose every parameter is random, norms and biases too, in numbers that bfloat16 holds."""
    torch.manual_seed(sum(map(ord, name)))
    config = FAMILIES[name]()
    config._attn_implementation = "eager"
    made = AutoModelForCausalLM.from_config(config, dtype=torch.float32, attn_implementation="eager").eval()
    with torch.no_grad():
        for parameter in made.parameters():
            center = parameter.mean().round() if parameter.dim() == 1 else 0.0
            parameter.copy_((center + torch.randn_like(parameter) * 0.2).bfloat16())
    return made


def tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = ["th", "he", "in", "er", "an", "the", "\u0120the", "\u0120a", "\u0120th", "ing", "ng"]
    vocabulary = {piece: i for i, piece in enumerate(alphabet + pieces)}
    merges = [("t", "h"), ("h", "e"), ("i", "n"), ("e", "r"), ("a", "n"), ("th", "e"), ("\u0120", "th"), ("\u0120th", "e"), ("\u0120", "a"), ("n", "g"), ("i", "ng")]
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, special=True) for token in RESERVED])
    made.add_special_tokens([AddedToken("<|start|>", special=True), AddedToken("<|end|>", special=True)])
    assert made.token_to_id("<|end|>") == END, made.token_to_id("<|end|>")
    fast = PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|end|>", clean_up_tokenization_spaces=False)
    fast.chat_template = TEMPLATE
    return fast


def tokens(rows=2, time=20):
    generator = torch.Generator().manual_seed(7)
    return torch.randint(0, VOCABULARY, (rows, time), generator=generator)


def logits(made, ids):
    with torch.no_grad():
        return made(input_ids=ids, use_cache=False).logits.float()
