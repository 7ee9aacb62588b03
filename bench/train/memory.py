"""Prints the most memory that steps of GRPO hold, with and without compute.offload.

    python bench/train/memory.py MODEL DATA [--layers N]

A row is a JSON object. DATA is lines with question and answer, of GSM8K. A small bonus of entropy has every step learn, whatever is
answered.
"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

parser = argparse.ArgumentParser()
parser.add_argument("model", type=Path)
parser.add_argument("data", type=Path)
parser.add_argument("--layers", type=int, default=6, help="train the first of the model's layers alone")
arguments = parser.parse_args()


def peak(offload, folder):
    """Returns the most kibibytes that a run was resident with."""
    changes = [
        f"policy={{kind: shrunk, path: {arguments.model}, layers: {arguments.layers}}}",
        "rl={steps: 2, tasks: 2, group_size: 4, turn_tokens: 64, algorithm: grpo, entropy: 1e-3}",
        "evaluation={held_out: 0, validation: 0}", f"compute.offload={str(offload).lower()}",
        "compute.training_dtype=bfloat16", "compute.rollout_dtype=bfloat16"]
    command = [str(ROOT / "lathe"), "train", "gsm8k", "--data", str(arguments.data), "--runs", folder, "--name", "run"]
    for change in changes:
        command += ["--set", change]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            lines = status.read_text().splitlines()
            most = max([most] + [int(line.split()[1]) for line in lines if line.startswith("VmHWM")])
            process.wait(0.1)
        except (subprocess.TimeoutExpired, FileNotFoundError):
            pass
    if process.returncode:
        raise SystemExit("a run failed: " + " ".join(command))
    return most


for offload in [False, True]:
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"offload": offload, "peak_resident_mib": peak(offload, folder) // 1024}), flush=True)
