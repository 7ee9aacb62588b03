"""Kills a training run with signal 9 at random moments, lets it go on each time, and compares what it comes to with a run that nobody killed.

    python bench/resume/kill.py [KILLS [RECIPE]]

Ends with 1 if weights, the optimizer's state or a number in metrics.jsonl (times left out) differ in one bit.
"""
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
RECIPE = sys.argv[2] if len(sys.argv) > 2 else ROOT / "bench/resume/tiny.yaml"


def command(runs, name, resume):
    return [str(ROOT / "lathe"), "train", str(RECIPE), "--runs", str(runs), "--name", name] + (["--resume"] if resume else [])


def start(runs, name, resume):
    return subprocess.Popen(command(runs, name, resume), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def result(run):
    last = max(run.joinpath("checkpoints").iterdir(), key=lambda path: int(path.name.split("-")[1]))
    hashes = {name: hashlib.sha256(last.joinpath(name).read_bytes()).hexdigest() for name in ["model.safetensors", "optimizer.safetensors"]}
    lines = [json.loads(line) for line in run.joinpath("metrics.jsonl").read_text().splitlines()]
    return last.name, hashes, [{key: value for key, value in line.items() if not key.endswith("_seconds")} for line in lines]


def main():
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        runs = Path(folder)
        began = time.time()
        if start(runs, "whole", False).wait():
            sys.exit("the run itself failed: " + " ".join(command(runs, "whole", False)))
        seconds = time.time() - began
        whole = result(runs / "whole")
        print(f"a run takes {seconds:.1f} s", flush=True)
        kills = different = rounds = 0
        while kills < KILLS:
            rounds += 1
            name, resume, done = f"killed-{rounds}", False, False
            while not done:
                process = start(runs, name, resume)
                try:
                    done = kills >= KILLS
                    process.wait(None if done else chance.uniform(0, seconds))
                    done = True
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    kills += 1
                    resume = (runs / name / "recipe.yaml").exists()
            same = result(runs / name) == whole
            different += not same
            print(f"run {rounds}: {'the same' if same else 'DIFFERENT'} after {kills} kills in all", flush=True)
    print(json.dumps({"kills": kills, "runs": rounds, "different": different}))
    return 1 if different else 0


sys.exit(main())
