"""Writes the small checkpoints that the tests of lathe-model read, with the logits that transformers computes for them.

    python bench/peers/write_goldens.py lathe-model/src/test/resources/dev/lathe/model/checkpoint/families [LLAMA_CPP [NAMES]]

With the sources of llama.cpp, its own converter makes GGUF files of some of them too.
"""
import json
import runpy
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from families import FAMILIES, logits, model, tokenizer, tokens

GGUF = ["llama3", "mistral", "smollm3", "qwen2", "qwen3", "qwen3-moe", "gemma2", "gemma3"]


def convert(llama_cpp, source):
    """Runs the converter, which knows tokenizers by a hash of what they do: this one splits as GPT-2's does."""
    sys.path.insert(0, llama_cpp)
    from conversion.base import TextModel
    from conversion.gemma import Gemma2Model, Gemma3Model
    TextModel.get_vocab_base_pre = lambda self, tokenizer: "gpt-2"
    Gemma2Model.set_vocab = Gemma3Model.set_vocab = TextModel._set_vocab_gpt2
    sys.argv = ["convert", str(source), "--outfile", str(source / "converted.gguf"), "--outtype", "bf16"]
    runpy.run_path(llama_cpp + "/convert_hf_to_gguf.py", run_name="__main__")


def main():
    torch.set_num_threads(1)
    target, llama_cpp = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    for name in sys.argv[3:] or FAMILIES:
        folder = target / name
        shutil.rmtree(folder, ignore_errors=True)
        made = model(name)
        ids = tokens()
        expected = logits(made, ids)
        made.bfloat16().save_pretrained(folder)
        tokenizer().save_pretrained(folder)
        (folder / "generation_config.json").unlink(missing_ok=True)
        save_file({"tokens": ids, "logits": expected}, folder / "golden.safetensors")
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{name:16} {size / 1000:6.0f} kB, logits up to {expected.abs().max():.2f}", sorted(load_file(folder / "model.safetensors"))[:3])
        if llama_cpp and name in GGUF:
            convert(llama_cpp, folder)



main()
