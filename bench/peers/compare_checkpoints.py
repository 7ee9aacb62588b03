"""Lets transformers and PEFT open what Lathe writes, and compares logits in float32; ends with 1 if a difference exceeds 1e-4.

    python bench/peers/compare_checkpoints.py [HF_FOLDER_OF_SMOLLM2 SMOLLM2.gguf]

The other direction, Lathe opening what transformers writes, is FamiliesTests, over the files of write_goldens.py.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

from families import FAMILIES, logits, tokens

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "lathe-model/src/test/resources/dev/lathe/model/checkpoint"
LIMIT = 1e-4


def lathe(*arguments):
    subprocess.run([ROOT / "lathe", "model", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def opened(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()


def compare(name, one, other, ids):
    difference = (logits(one, ids) - logits(other, ids)).abs().max().item()
    print(f"{name:40} {difference:.1e}", flush=True)
    return difference <= LIMIT


def main():
    good = True
    with tempfile.TemporaryDirectory() as scratch:
        for name in FAMILIES:
            target = Path(scratch) / name
            lathe("convert", GOLDEN / "families" / name, target, "--dtype", "f32", "--shard-size", "1MB")
            good &= compare(f"{name}, written by Lathe", opened(GOLDEN / "families" / name), opened(target), tokens())
        if len(sys.argv) > 2:
            target = Path(scratch) / "smollm2-135m"
            lathe("convert", sys.argv[2], target, "--dtype", "f32", "--shard-size", "100MB")
            ids = torch.randint(0, 49152, (1, 64), generator=torch.Generator().manual_seed(1))
            good &= compare("SmolLM2-135M, written by Lathe", opened(sys.argv[1]), opened(target), ids)
        from peft import PeftModel
        merged = Path(scratch) / "merged"
        lathe("merge", GOLDEN / "families/qwen3", GOLDEN / "adapters/second", merged, "--dtype", "f32")
        adapted = PeftModel.from_pretrained(opened(GOLDEN / "families/qwen3"), GOLDEN / "adapters/second")
        good &= compare("qwen3 with an adapter, merged by Lathe", adapted, opened(merged), tokens())
    return 0 if good else 1


sys.exit(main())
