"""Kills a training run with signal 9 at random moments, lets it go on each time, and compares what it comes to with a run that nobody killed.

    python bench/resume/kill.py [KILLS [KEY=VALUE ...]]

Trains bench/resume/tiny.yaml, changed by the keys, again and again until so many kills are made: each at a random moment of up to half a
second after a random number of steps. Ends with 1 if a file of the last checkpoint, a trajectory, an evaluation or a number in
metrics.jsonl (times left out) differs in one bit.
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
RECIPE = ROOT / "bench/resume/tiny.yaml"
SEED = 1
KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
MOST_STEPS = 25
LONGEST_WAIT = 0.5
CHANGES = [word for change in sys.argv[2:] for word in ("--set", change)]


def start(runs, name, resume=False):
    command = [str(ROOT / "lathe"), "train", str(RECIPE), "--runs", str(runs), "--name", name, *CHANGES, *["--resume"] * resume]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(process):
    if process.wait():
        sys.exit("a run failed: " + " ".join(process.args))


def logged(run):
    metrics = run / "metrics.jsonl"
    return metrics.read_bytes().count(b"\n") if metrics.exists() else 0


def watch(process, run, steps):
    """Waits until a run has logged some steps more, and returns whether it still goes on."""
    last = logged(run)
    while steps > 0 and process.poll() is None:
        time.sleep(0.01)
        now = logged(run)
        steps -= max(0, now - last)
        last = now
    return process.poll() is None


def is_time(key):
    return key.endswith("_seconds") or key == "communication_share"


def result(run):
    last = max(run.glob("checkpoints/step-*"), key=lambda path: int(path.name.split("-")[1]))
    files = [*last.rglob("*"), *run.glob("trajectories/*"), *run.glob("evaluations/*")]
    hashes = {str(file.relative_to(run)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    lines = [json.loads(line) for line in run.joinpath("metrics.jsonl").read_text().splitlines()]
    return hashes, [{key: value for key, value in line.items() if not is_time(key)} for line in lines]


def main():
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        runs = Path(folder)
        finish(start(runs, "whole"))
        whole = result(runs / "whole")
        print(f"a run leaves {len(whole[0])} files and {len(whole[1])} lines of metrics", flush=True)
        kills = different = rounds = 0
        while kills < KILLS:
            rounds += 1
            name = f"killed-{rounds}"
            process = start(runs, name)
            while kills < KILLS and watch(process, runs / name, chance.randint(0, MOST_STEPS)):
                time.sleep(chance.uniform(0, LONGEST_WAIT))
                process.kill()
                if process.wait() == 0:
                    break
                kills += 1
                process = start(runs, name, resume=(runs / name / "recipe.yaml").exists())
            finish(process)
            same = result(runs / name) == whole
            different += not same
            print(f"run {rounds}: {'the same' if same else 'DIFFERENT'} after {kills} kills in all", flush=True)
    print(json.dumps({"seed": SEED, "kills": kills, "runs": rounds, "different": different}))
    return 1 if different else 0


sys.exit(main())
