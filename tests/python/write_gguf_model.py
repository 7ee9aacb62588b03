"""Writes a small random model as GGUF, rows permuted as converters do. Reads {path, architecture, tied, seed, omit, reshape}; writes {Hugging Face name: {shape, values}}."""
import json
import sys

import numpy as np
from gguf import GGUFWriter

VOCABULARY, HIDDEN, INTERMEDIATE, LAYERS, HEADS, KEY_VALUE_HEADS, HEAD_DIM = 258, 24, 40, 2, 4, 2, 8

request = json.load(sys.stdin)
architecture = request["architecture"]
random = np.random.default_rng(7)
writer = GGUFWriter(request["path"], architecture)
expected = {}


def interleaved(rows, heads):
    """llama.cpp's order of the rows of queries and keys for the llama architecture."""
    return rows.reshape(heads, 2, -1, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def add(gguf_name, name, shape, heads=0):
    values = random.standard_normal(shape).astype(np.float32)
    expected[name] = values
    if name in request.get("omit", []):
        return
    stored = interleaved(values, heads) if heads and architecture == "llama" else values
    writer.add_tensor(gguf_name, stored[..., :-1].copy() if name in request.get("narrow", []) else stored)


def byte_level_alphabet():
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    extra = iter(range(256, 512))
    return [chr(b) if b in printable else chr(next(extra)) for b in range(256)]


add("token_embd.weight", "model.embed_tokens.weight", (VOCABULARY, HIDDEN))
for i in range(LAYERS):
    block, layer = f"blk.{i}.", f"model.layers.{i}."
    add(block + "attn_norm.weight", layer + "input_layernorm.weight", (HIDDEN,))
    for short, long, heads in (("q", "q_proj", HEADS), ("k", "k_proj", KEY_VALUE_HEADS), ("v", "v_proj", KEY_VALUE_HEADS)):
        permuted = heads if short in "qk" else 0
        add(f"{block}attn_{short}.weight", f"{layer}self_attn.{long}.weight", (heads * HEAD_DIM, HIDDEN), permuted)
        if architecture == "qwen2":
            add(f"{block}attn_{short}.bias", f"{layer}self_attn.{long}.bias", (heads * HEAD_DIM,))
    if architecture == "qwen3":
        add(block + "attn_q_norm.weight", layer + "self_attn.q_norm.weight", (HEAD_DIM,))
        add(block + "attn_k_norm.weight", layer + "self_attn.k_norm.weight", (HEAD_DIM,))
    add(block + "attn_output.weight", layer + "self_attn.o_proj.weight", (HIDDEN, HEADS * HEAD_DIM))
    add(block + "ffn_norm.weight", layer + "post_attention_layernorm.weight", (HIDDEN,))
    add(block + "ffn_gate.weight", layer + "mlp.gate_proj.weight", (INTERMEDIATE, HIDDEN))
    add(block + "ffn_up.weight", layer + "mlp.up_proj.weight", (INTERMEDIATE, HIDDEN))
    add(block + "ffn_down.weight", layer + "mlp.down_proj.weight", (HIDDEN, INTERMEDIATE))
add("output_norm.weight", "model.norm.weight", (HIDDEN,))
if not request["tied"]:
    add("output.weight", "lm_head.weight", (VOCABULARY, HIDDEN))
if request.get("extra"):
    writer.add_tensor(request["extra"], np.zeros(4, np.float32))

writer.add_block_count(LAYERS)
writer.add_context_length(64)
writer.add_embedding_length(HIDDEN)
writer.add_feed_forward_length(INTERMEDIATE)
writer.add_head_count(HEADS)
writer.add_head_count_kv(KEY_VALUE_HEADS)
writer.add_key_length(HEAD_DIM)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_rope_freq_base(10000.0)
if request.get("scaling"):
    writer.add_string(f"{architecture}.rope.scaling.type", request["scaling"])
writer.add_tokenizer_model(request.get("tokenizer", "gpt2"))
writer.add_tokenizer_pre(request.get("split", "qwen2"))
writer.add_token_list(byte_level_alphabet() + ["th", "<|end|>"])
writer.add_token_types([1] * 257 + [3])
writer.add_token_merges(["t h"])
writer.add_eos_token_id(257)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
json.dump({name: {"shape": value.shape, "values": value.astype("<f4").tobytes().hex()} for name, value in expected.items()}, sys.stdout)
