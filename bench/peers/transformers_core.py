"""transformers: an optimizer step on 4 x 256 tokens, and 8 answers of 64 tokens sampled after prompts of 64."""
import time

from works import tell, usage

checkpoint, dtype, threads = usage("transformers_core.py CHECKPOINT bfloat16|float32 THREADS")[:3]

import torch
from transformers import AutoModelForCausalLM

torch.set_num_threads(int(threads))
torch.manual_seed(0)
model = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=getattr(torch, dtype), attn_implementation="sdpa")


def best(run, times=3):
    seconds = []
    for _ in range(times + 1):
        started = time.time()
        run()
        seconds.append(time.time() - started)
    return min(seconds[1:])


def write():
    ids = torch.randint(10, 40000, (8, 64))
    with torch.no_grad():
        model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=64, min_new_tokens=64,
                       do_sample=True, temperature=1.0, top_k=0, pad_token_id=2)


model.eval()
tell("rollout", 8 * 64 / best(write))

ids = torch.randint(10, 40000, (4, 256))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6, fused=True)


def learn():
    model(input_ids=ids, labels=ids).loss.backward()
    optimizer.step()
    optimizer.zero_grad()


def score():
    with torch.no_grad():
        logits = model(input_ids=ids).logits
        torch.log_softmax(logits.float(), -1).gather(-1, ids[..., None])


tell("log-probability pass", ids.numel() / best(score))
model.train()
tell("SFT step", ids.numel() / best(learn))
