"""TRL: a step of GRPO on two prompts with eight answers of 128 tokens to each; its rate counts tokens of answers."""
import resource
import tempfile
import time

from works import PROMPT_LENGTHS, tell, usage

checkpoint, dtype, threads = usage("trl_grpo.py CHECKPOINT bfloat16|float32 THREADS")[:3]

import torch
from datasets import Dataset
from transformers import AutoTokenizer, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

ANSWERS, WRITTEN = 8, 128
torch.set_num_threads(int(threads))
tokenizer = AutoTokenizer.from_pretrained(checkpoint, padding_side="left")
random = torch.Generator().manual_seed(0)


def prompt(length):
    words = tokenizer.decode(torch.randint(10, 40000, (2 * length,), generator=random))
    return tokenizer.decode(tokenizer(words)["input_ids"][:length])


tokens, started, rates = [], [], []


def reward(completions, completion_ids, **_):
    tokens.append(sum(len(ids) for ids in completion_ids))
    return [float(i % 2) for i in range(len(completions))]


class Clock(TrainerCallback):
    def on_step_begin(self, *_, **__):
        started.append(time.time())

    def on_step_end(self, *_, **__):
        rates.append(tokens[-1] / (time.time() - started[-1]))


with tempfile.TemporaryDirectory() as folder:
    config = GRPOConfig(
        output_dir=folder, per_device_train_batch_size=ANSWERS * len(PROMPT_LENGTHS), num_generations=ANSWERS,
        max_completion_length=WRITTEN, generation_kwargs={"min_new_tokens": WRITTEN}, learning_rate=1e-6, max_steps=3, report_to=[],
        bf16=False, use_cpu=True, save_strategy="no", temperature=1.0, gradient_checkpointing=False, disable_tqdm=True,
        model_init_kwargs={"dtype": dtype})
    prompts = [prompt(length) for length in PROMPT_LENGTHS]
    GRPOTrainer(model=checkpoint, reward_funcs=reward, args=config, train_dataset=Dataset.from_list([{"prompt": p} for p in prompts * 32]),
                processing_class=tokenizer, callbacks=[Clock()]).train()
tell("GRPO step", max(rates[1:]))
tell("GRPO step, peak resident", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
