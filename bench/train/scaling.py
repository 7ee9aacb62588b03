"""Trains some steps in 1, 2 and 4 processes, and prints what a step takes, how much of it is communication, and how many bytes that is.

    python bench/train/scaling.py MODEL DATA [--layers N] [--rows N] [--steps N] [--dtype TYPE] [PROCESSESxTHREADS ...]

A row is a JSON object: means and medians of the steps, and the fastest one, which neighbours have disturbed least. The first step
of a run is not counted. DATA is lines with question and answer.
"""
import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

parser = argparse.ArgumentParser()
parser.add_argument("model", type=Path)
parser.add_argument("data", type=Path)
parser.add_argument("--layers", type=int, help="train the first of the model's layers alone")
parser.add_argument("--rows", type=int, default=48, help="rows of a step")
parser.add_argument("--steps", type=int, default=3)
parser.add_argument("--dtype", default="bfloat16")
parser.add_argument("shapes", nargs="*", default=["1x2", "2x1"])
arguments = parser.parse_intermixed_args()


def run(processes, threads, folder):
    policy = f"{{kind: shrunk, path: {arguments.model}, layers: {arguments.layers}}}" if arguments.layers else \
        f"{{kind: pretrained, path: {arguments.model}}}"
    changes = [
        f"policy={policy}", f"data={{sources: [{{path: {arguments.data}, prompt: question, completion: answer}}], max_tokens: 512}}",
        f"compute={{workers: {processes}, threads_per_worker: {threads}, micro_batch_tokens: 1024, training_dtype: {arguments.dtype}}}",
        f"parallel.data={processes}", f"batch={arguments.rows}", f"steps={arguments.steps}", "checkpoint_every=1000000",
        "evaluate_every=1000000"]
    command = [str(ROOT / "lathe"), "train", "sft", "--runs", folder, "--name", "run"]
    for change in changes:
        command += ["--set", change]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    lines = [json.loads(line) for line in Path(folder, "run/metrics.jsonl").read_text().splitlines()]
    return [line for line in lines if "train_seconds" in line][1:]


for shape in arguments.shapes:
    processes, threads = map(int, shape.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        steps = run(processes, threads, folder)
    seconds = statistics.median(step["train_seconds"] for step in steps)
    fastest = min(steps, key=lambda step: step["train_seconds"] / step["tokens"])
    tokens = statistics.mean(step["tokens"] for step in steps)
    print(json.dumps({
        "processes": processes, "threads": threads, "tokens": round(tokens), "seconds": round(seconds, 2),
        "fastest_tokens": round(fastest["tokens"]), "fastest_seconds": round(fastest["train_seconds"], 3),
        "tokens_per_second": round(tokens / seconds, 1),
        "communication_share": round(statistics.median(step.get("communication_share", 0) for step in steps), 4),
        "communication_bytes": statistics.median(step.get("communication_bytes", 0) for step in steps)}), flush=True)
