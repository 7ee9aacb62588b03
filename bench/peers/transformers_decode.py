"""transformers' generate."""
import time

from works import NEW, WORKS, best_of_two, usage

checkpoint, dtype, threads = usage("transformers_decode.py CHECKPOINT bfloat16|float32 THREADS")[:3]

import torch
from transformers import AutoModelForCausalLM

torch.set_num_threads(int(threads))
torch.manual_seed(0)
model = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=getattr(torch, dtype)).eval()


def seconds(answers, prompt, shared):
    ids = torch.randint(10, 40000, (1 if shared else answers, prompt))
    started = time.time()
    with torch.no_grad():
        model.generate(
            ids.repeat(answers, 1) if shared else ids,
            attention_mask=torch.ones(answers, prompt, dtype=torch.long),
            max_new_tokens=NEW,
            min_new_tokens=NEW,
            do_sample=False,
            pad_token_id=2,
        )
    return time.time() - started


for work, answers, prompt, shared in WORKS:
    best_of_two(work, answers, lambda: seconds(answers, prompt, shared))
