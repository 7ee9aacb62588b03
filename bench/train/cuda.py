"""Checks training and serving on CUDA devices against the processor: a JSON object a line, and 1 if one of them is not `ok`.

    LATHE_CUDA=1 ./lathe doctor                                  # builds
    LATHE_CUDA=1 python bench/train/cuda.py MODEL DATA [--device cuda]

MODEL is a folder or a GGUF file, DATA lines with question and answer. Where there is no such device one line says so, and it ends with 2;
what two processes cannot do, for want of devices or by the model's shape, is null. `--device cpu` compares the processor with itself: it
shows that the checks run.
"""
import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
LATHE = str(ROOT / "lathe")
STEPS = 4
TOGETHER = ["parallel.data=2", "parallel={data: 2, shard: optimizer}", "parallel={data: 2, shard: parameters}", "parallel.tensor=2",
            "parallel.pipeline=2", "parallel.sequence=2"]
LOST_WITHIN = 30

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model", type=Path)
parser.add_argument("data", type=Path)
parser.add_argument("--device", default="cuda")
arguments = parser.parse_args()
rows = []


def row(check, ok, **facts):
    rows.append({"check": check, **facts, "ok": ok})
    print(json.dumps(rows[-1]), flush=True)


def train(folder, name, *changes):
    """Starts to train by imitation, and returns the process."""
    command = [LATHE, "train", "sft", "--runs", folder, "--name", name]
    for change in [f"policy={{kind: pretrained, path: {arguments.model}}}",
                   f"data={{sources: [{{path: {arguments.data}, prompt: question, completion: answer, held_out: 8}}], max_tokens: 256}}",
                   "compute.workers=1", "compute.micro_batch_tokens=512", "batch=4", f"steps={STEPS}", "evaluate_every=1000000",
                   *changes]:
        command += ["--set", change]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def trained(folder, name, *changes):
    """Returns the exit code, what was said, and the metrics of each step."""
    process = train(folder, name, *changes)
    said = process.communicate()[1].strip()
    metrics = Path(folder, name, "metrics.jsonl")
    lines = [json.loads(line) for line in metrics.read_text().splitlines()] if metrics.exists() else []
    return process.returncode, said, [line for line in lines if "grad_norm" in line]


def apart(one, other, key):
    """Returns the largest relative difference of a number over the steps."""
    return max(abs(a[key] / b[key] - 1) for a, b in zip(one, other, strict=True))


def compare(check, run, other, losses, norms):
    code, said, steps = run
    if code or len(steps) != STEPS:
        row(check, False, exit_code=code, said=said[-300:])
        return
    loss, norm = apart(steps, other, "loss"), apart(steps, other, "grad_norm")
    row(check, loss <= losses and norm <= norms, loss_apart=loss, grad_norm_apart=norm,
        seconds=round(steps[-1]["train_seconds"], 3), communication_share=steps[-1].get("communication_share"))


def processes(folder, alone):
    """Compares two processes with one; what is refused, for want of devices or by the model's shape, is null."""
    device = f"compute.device={arguments.device}"
    for number, change in enumerate(TOGETHER):
        run = trained(folder, f"together-{number}", device, change)
        if run[0] == 2:
            row(f"two processes, {change}", None, said=run[1])
        else:
            compare(f"two processes, {change}", run, alone, 1e-5, 1e-4)
    if any(each["ok"] and each["check"].startswith("two processes") for each in rows):
        lost(folder, device)


def lost(folder, device):
    """Kills one of two processes in the middle, and looks whether the other ends in time and says why."""
    process = train(folder, "lost", device, "parallel.data=2", "steps=100000")
    metrics = Path(folder, "lost", "metrics.jsonl")
    while process.poll() is None and (not metrics.exists() or metrics.read_text().count("grad_norm") < 2):
        time.sleep(0.2)
    other = int(subprocess.check_output(["pgrep", "-P", str(process.pid)], text=True).split()[0])
    began = time.monotonic()
    os.kill(other, signal.SIGKILL)
    said = process.communicate()[1].strip()
    seconds = time.monotonic() - began
    row("a process that is lost", process.returncode == 1 and seconds < LOST_WITHIN and "died" in said,
        seconds=round(seconds, 1), said=said.splitlines()[-1][:200])


def replies(device, processes=1):
    """Returns what a server on a device answers, greedily."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([LATHE, "serve", "--model", str(arguments.model), "--device", device, "--port", str(port),
                               "--tensor", str(processes)], stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            if "serving" in line:
                break
        question = json.loads(arguments.data.read_text().splitlines()[0])["question"]
        model = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models"))["data"][0]["id"]
        body = {"model": model, "messages": [{"role": "user", "content": question}], "max_tokens": 48, "temperature": 0}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/chat/completions", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request, timeout=600))["choices"][0]["message"]["content"]
    finally:
        server.terminate()
        server.wait()


step = subprocess.run([str(ROOT / "bench/train/run"), "DeviceStep.java", "dev.lathe.train.bench.DeviceStep", str(arguments.model),
                       arguments.device], stdout=subprocess.PIPE, text=True)
if step.returncode == 2:
    sys.exit(2)
for line in step.stdout.splitlines():
    rows.append(json.loads(line))
    print(line, flush=True)
if step.returncode and all(each["ok"] for each in rows):
    row("training step", False, exit_code=step.returncode)

with tempfile.TemporaryDirectory() as folder:
    on = f"compute.device={arguments.device}"
    here = trained(folder, "here")[2]
    there = trained(folder, "there", on)
    compare("train sft", there, here, 1e-4, 1e-3)
    compare("train sft that makes room", trained(folder, "offload", on, "compute.offload=true"), there[2], 0, 0)
    compare("train sft in bfloat16", trained(folder, "bfloat16", on, "compute.training_dtype=bfloat16"), here, 5e-2, 5e-1)
    processes(folder, there[2])
expected = replies("cpu")
row("serve", replies(arguments.device) == expected)
if any(each["ok"] and "parallel.tensor=2" in each["check"] for each in rows):
    row("serve, two processes", replies(arguments.device, 2) == expected)
sys.exit(any(each["ok"] is False for each in rows))
