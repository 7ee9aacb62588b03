"""llama.cpp's llama-batched-bench."""
import json
import subprocess

from works import NEW, WORKS, best_of_two, usage

program, model, threads = usage("llama_decode.py LLAMA_BATCHED_BENCH MODEL.gguf THREADS")[:3]


def seconds(answers, prompt, shared):
    command = [program, "-m", model, "-c", "8192", "-b", "2048", "-ub", "512", "-t", threads]
    command += ["-npp", str(prompt), "-ntg", str(NEW), "-npl", str(answers), "--output-format", "jsonl"]
    out = subprocess.run(command + (["-pps"] if shared else []), capture_output=True, text=True, check=True).stdout
    row = next(json.loads(line) for line in out.splitlines() if line.startswith("{"))
    return row["t_pp"] + row["t_tg"]


for work, answers, prompt, shared in WORKS:
    best_of_two(work, answers, lambda: seconds(answers, prompt, shared))
