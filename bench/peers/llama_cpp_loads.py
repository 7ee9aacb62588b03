"""Lets llama.cpp open the GGUF files that Lathe writes, and compares its log-probabilities with those of transformers; ends with 1 if they differ.

    pip install xllamacpp
    python bench/peers/llama_cpp_loads.py [HF_FOLDER GGUF_OR_HF_FOLDER_OF_THE_SAME_MODEL]

The small random models of every family are compared as float32, bfloat16 and Q8_0. llama.cpp rounds keys and values to 16 bits, which
LIMITS allow for; a wrong name, order of rows or scale is off by far more. Texts stay shorter than the windows of Mistral, which llama.cpp
overlooks. With two arguments, a real model is compared too.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import xllamacpp
from transformers import AutoModelForCausalLM

from families import FAMILIES, SHORT, VOCABULARY, logits, tokens

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "lathe-model/src/test/resources/dev/lathe/model/checkpoint/families"
# what GGUF files have no name for
LEFT_OUT = {"qwen2-window", "qwen3-moe-mixed", "gemma2-scale"}
LIMITS = {"f32": 0.01, "bf16": 0.1, "q8_0": 0.3}


def convert(source, target, dtype):
    subprocess.run([ROOT / "lathe", "model", "convert", source, target, "--dtype", dtype], check=True, stdout=subprocess.DEVNULL)


def by_llama_cpp(file, prompt, alternatives):
    """Returns the log-probabilities of the likeliest tokens behind a prompt, by their ids."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.n_ctx = 256
    parameters.n_parallel = 1
    parameters.warmup = False
    parameters.cpuparams.n_threads = 2
    server = xllamacpp.Server(parameters)
    # a token that is no whole character would come without its alternatives; the bias does not change what they show
    answer = server.handle_completions({
        "prompt": prompt, "n_predict": 1, "n_probs": alternatives, "temperature": 0.0, "cache_prompt": False, "logit_bias": [["A", 1000.0]]})
    return {each["id"]: each["logprob"] for each in answer["choices"][0]["logprobs"]["content"][0]["top_logprobs"]}


def by_transformers(folder, prompt):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    return torch.log_softmax(logits(model, torch.tensor([prompt]))[0, -1], -1)


def compare(name, source, folder, prompt, alternatives, scratch):
    expected = by_transformers(folder, prompt)
    good = True
    for dtype, limit in LIMITS.items():
        target = Path(scratch) / f"{name}-{dtype}.gguf"
        convert(source, target, dtype)
        found = by_llama_cpp(target, prompt, alternatives)
        difference = max(abs(value - expected[token].item()) for token, value in found.items())
        print(f"{name:16} {dtype:5} {len(found):4} log-probabilities, largest difference {difference:.1e}", flush=True)
        good &= len(found) == alternatives and difference <= limit
        target.unlink()
    return good


def main():
    good = True
    with tempfile.TemporaryDirectory() as scratch:
        for name in FAMILIES:
            if name not in LEFT_OUT:
                time = SHORT if name == "mistral" else 20
                prompt = tokens()[0, :time].tolist()
                good &= compare(name, GOLDEN / name, GOLDEN / name, prompt, VOCABULARY, scratch)
        if len(sys.argv) > 2:
            prompt = torch.randint(0, 49152, (64,), generator=torch.Generator().manual_seed(1)).tolist()
            good &= compare("real", sys.argv[2], sys.argv[1], prompt, 20, scratch)
    return 0 if good else 1


sys.exit(main())
