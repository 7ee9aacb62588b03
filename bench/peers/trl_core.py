"""TRL: a step of GRPO, 8 answers of 64 tokens to a prompt of 64; its rate counts prompts and answers."""
import tempfile
import time

from works import tell, usage

checkpoint, dtype, threads = usage("trl_core.py CHECKPOINT bfloat16|float32 THREADS")[:3]

import torch
from datasets import Dataset
from transformers import AutoTokenizer, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

torch.set_num_threads(int(threads))
tokenizer = AutoTokenizer.from_pretrained(checkpoint, padding_side="left")
words = tokenizer.decode(torch.randint(10, 40000, (64,), generator=torch.Generator().manual_seed(0)))
prompt = tokenizer.decode(tokenizer(words)["input_ids"][:64])
length = len(tokenizer(prompt)["input_ids"])
tokens, started, rates = [], [], []


def reward(completions, completion_ids, **_):
    tokens.append(sum(length + len(ids) for ids in completion_ids))
    return [float(i % 2) for i in range(len(completions))]


class Clock(TrainerCallback):
    def on_step_begin(self, *_, **__):
        started.append(time.time())

    def on_step_end(self, *_, **__):
        rates.append(tokens[-1] / (time.time() - started[-1]))


with tempfile.TemporaryDirectory() as folder:
    config = GRPOConfig(
        output_dir=folder, per_device_train_batch_size=8, num_generations=8, max_completion_length=64, learning_rate=1e-6,
        max_steps=3, report_to=[], bf16=False, use_cpu=True, save_strategy="no", temperature=1.0, gradient_checkpointing=False,
        disable_tqdm=True, model_init_kwargs={"dtype": dtype})
    GRPOTrainer(model=checkpoint, reward_funcs=reward, args=config, train_dataset=Dataset.from_list([{"prompt": prompt}] * 64),
                processing_class=tokenizer, callbacks=[Clock()]).train()
tell("RL step", max(rates[1:]))
