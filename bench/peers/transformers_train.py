"""transformers: an optimizer step on 4 x 256 tokens, and on 16 sequences of real lengths, padded, 8 at a time; the better of two kinds of attention."""
import sys
import time

from works import REAL_LENGTHS, tell, usage

checkpoint, dtype, threads = usage("transformers_train.py CHECKPOINT bfloat16|float32 THREADS [BATCH]")[:3]

import torch
from transformers import AutoModelForCausalLM

torch.set_num_threads(int(threads))
torch.manual_seed(0)


def padded(lengths):
    ids = torch.randint(10, 40000, (len(lengths), max(lengths)))
    mask = torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]
    return {"input_ids": ids, "attention_mask": mask.long(), "labels": ids.masked_fill(~mask, -100)}


def rate(model, optimizer, lengths, batch, times):
    """The best of some steps; where a batch is smaller than the step, its gradients are accumulated."""
    best = 0
    for number in range(times + 1):
        started = time.time()
        for start in range(0, len(lengths), batch):
            part = lengths[start:start + batch]
            share = sum(part) / sum(lengths)
            (model(**padded(part)).loss * share).backward()
        optimizer.step()
        optimizer.zero_grad()
        if number:
            best = max(best, sum(lengths) / (time.time() - started))
    return best


best = {}
for attention in ["sdpa", "eager"]:
    model = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=getattr(torch, dtype), attn_implementation=attention).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6, fused=True)
    for work, lengths, batch, times in [("training step", [256] * 4, 4, 3), ("packed training", REAL_LENGTHS, int((sys.argv[4:] or [8])[0]), 1)]:
        best[work] = max(best.get(work, 0), rate(model, optimizer, lengths, batch, times))
        tell(work, best[work])
    del model, optimizer
