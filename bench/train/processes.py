"""Prints the memory of each process of a team whose model is hardly any: what Java and libtorch take by themselves.

    python bench/train/processes.py [--processes N] [--steps N]

A row is a JSON object: `resident_mib` counts what processes share in each of them, `proportional_mib` its part.
"""
import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

parser = argparse.ArgumentParser()
parser.add_argument("--processes", type=int, default=2)
parser.add_argument("--steps", type=int, default=60, help="steps after which the processes are looked at")
arguments = parser.parse_args()


def memory(pid):
    """Returns a process's numbers of /proc/PID/smaps_rollup, in kibibytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


with tempfile.TemporaryDirectory() as folder:
    command = [str(ROOT / "lathe"), "train", "rlvr", "--runs", folder, "--name", "run",
               "--set", f"parallel.data={arguments.processes}",
               "--set", "policy={kind: from_scratch, layers: 1, hidden_size: 32, intermediate_size: 64, heads: 2}",
               "--set", "sft.phases=[{steps: 100000, episodes: 4}]",
               "--set", "evaluation={held_out: 0, validation: 0}"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    metrics = Path(folder) / "run" / "metrics.jsonl"
    while not metrics.exists() or len(metrics.read_text().splitlines()) < arguments.steps:
        if first.poll() is not None:
            raise SystemExit("the run failed: " + " ".join(command))
        time.sleep(0.5)
    others = subprocess.check_output(["pgrep", "-P", str(first.pid)], text=True).split()
    for rank, pid in enumerate([first.pid, *others]):
        now = memory(pid)
        print(json.dumps({"process": rank, "resident_mib": now["Rss"] // 1024, "proportional_mib": now["Pss"] // 1024}))
    first.kill()
    first.wait()
