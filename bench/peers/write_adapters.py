"""Writes two small LoRA adapters of the golden qwen3 model by PEFT, and the logits with each and with both.

    python bench/peers/write_adapters.py lathe-model/src/test/resources/dev/lathe/model/checkpoint
"""
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

from families import logits, tokens

SETTINGS = {
    "first": LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM"),
    "second": LoraConfig(
        r=3, lora_alpha=5, use_rslora=True, target_modules=["k_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
        rank_pattern={"down_proj": 2}, alpha_pattern={"down_proj": 9}, task_type="CAUSAL_LM"),
}


def main():
    torch.manual_seed(3)
    root = Path(sys.argv[1])
    target = root / "adapters"
    shutil.rmtree(target, ignore_errors=True)
    base = AutoModelForCausalLM.from_pretrained(root / "families/qwen3", dtype=torch.float32, attn_implementation="eager")
    model = get_peft_model(base, SETTINGS["first"], adapter_name="first").eval()
    model.add_adapter("second", SETTINGS["second"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name:
                parameter.copy_(torch.randn_like(parameter) * 0.3)
    golden = {"tokens": tokens()}
    for name, active in [("first", "first"), ("second", "second"), ("both", ["first", "second"])]:
        model.base_model.set_adapter(active)
        golden[name] = logits(model, tokens())
    model.save_pretrained(target)
    for readme in target.rglob("README.md"):
        readme.unlink()
    save_file(golden, target / "golden.safetensors")


main()
