"""Losses, gradients and statistics of the named algorithms, written from their papers' formulas in numpy, one function each.

Usage: algorithm.py OUTPUT.json   (lathe-algorithm/src/test/resources/golden/algorithm.json)
Gradients are central differences in float64. Needs numpy alone.
"""
import json
import sys

import numpy as np

rng = np.random.default_rng(20260101)
MAX_TOKENS = 40


def f32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def trajectory(score, chunks):
    """chunks: (tokens written, tokens that came back) of each interaction."""
    n = sum(written for written, _ in chunks)
    behaviour = -f32(rng.gamma(1.2, 0.8, n))
    return {
        "score": score,
        "prompt": int(rng.integers(1, 6)),
        "chunks": chunks,
        "behaviour": behaviour,
        "current": np.minimum(behaviour + rng.normal(0, 0.25, n), -1e-3),
        "reference": behaviour + rng.normal(0, 0.3, n),
        "entropy": rng.uniform(0.01, 2.5, n),
    }


GROUPS = [
    [trajectory(1.0, [(4, 3), (2, 5), (3, 0)]), trajectory(0.0, [(5, 2), (6, 0)]),
     trajectory(0.25, [(1, 0)]), trajectory(0.0, [(3, 4), (3, 4), (3, 4), (2, 0)])],
    [trajectory(1.0, [(7, 0)]), trajectory(0.0, [(2, 1), (9, 0)]), trajectory(1.0, [(4, 2), (4, 0)])],
    [trajectory(0.5, [(3, 1), (3, 0)]), trajectory(0.5, [(8, 0)])],
    [trajectory(0.0, [(2, 2), (2, 2), (6, 0)]), trajectory(-0.5, [(10, 0)])],
]
ALL = [t for group in GROUPS for t in group]
S = len(ALL)
N = sum(len(t["current"]) for t in ALL)


def unbiased(values):
    values = np.asarray(values)
    return np.sqrt(((values - values.mean()) ** 2).sum() / (len(values) - 1))


def group_advantages(divide):
    out = []
    for group in GROUPS:
        r = np.array([t["score"] for t in group])
        d = unbiased(r)
        out += list(np.zeros(len(r)) if d < 1e-6 else (r - r.mean()) / (d if divide else 1))
    return out


def leave_one_out_advantages():
    out = []
    for group in GROUPS:
        r = [t["score"] for t in group]
        out += [r[i] - np.mean(r[:i] + r[i + 1:]) for i in range(len(r))]
    return out


def batch_advantages():
    r = np.array([t["score"] for t in ALL])
    return list((r - r.mean()) / unbiased(r))


def surrogate(ratio, advantage, low=0.2, high=0.2):
    return min(ratio * advantage, min(max(ratio, 1 - low), 1 + high) * advantage)


# Each loss takes the current log-probabilities, one array a trajectory.
def grpo(current, advantages):
    total = 0.0
    for t, logp, a in zip(ALL, current, advantages):
        ratios = np.exp(logp) / np.exp(t["behaviour"])
        total += sum(surrogate(r, a) for r in ratios) / len(ratios)
    return -total / S


def dr_grpo(current, advantages):
    total = 0.0
    for t, logp, a in zip(ALL, current, advantages):
        total += sum(surrogate(r, a) for r in np.exp(logp) / np.exp(t["behaviour"]))
    return -total / (S * MAX_TOKENS)


def gspo(current, advantages):
    total = 0.0
    for t, logp, a in zip(ALL, current, advantages):
        s = (np.prod(np.exp(logp)) / np.prod(np.exp(t["behaviour"]))) ** (1 / len(logp))
        total += surrogate(s, a, 3e-4, 4e-4)
    return -total / S


def reinforce(current, advantages):
    return -sum(a * logp.sum() for logp, a in zip(current, advantages)) / S


def clipped_token_mean(current, advantages):
    total = 0.0
    for t, logp, a in zip(ALL, current, advantages):
        total += sum(surrogate(r, a) for r in np.exp(logp) / np.exp(t["behaviour"]))
    return -total / N


def discounted_chunks(current, advantages):
    """Token ratios unclipped, gamma 0.9 a chunk, mean over tokens."""
    total = 0.0
    for t, logp, a in zip(ALL, current, advantages):
        start, last = 0, len(t["chunks"]) - 1
        for k, (written, _) in enumerate(t["chunks"]):
            span = slice(start, start + written)
            total += 0.9 ** (last - k) * a * np.exp(logp[span] - t["behaviour"][span]).sum()
            start += written
    return -total / N


def penalised(current, advantages):
    """GRPO with an entropy bonus of 0.01 and a KL penalty of 0.05 to the reference; entropies are held fixed."""
    total = grpo(current, advantages)
    for t, logp in zip(ALL, current):
        x = t["reference"] - logp
        total += 0.05 * np.mean(np.exp(x) - x - 1) / S
        total -= 0.01 * np.mean(t["entropy"]) / S
    return total


def nll_token_mean(current, _):
    return -sum(logp.sum() for logp in current) / N


def nll_sequence_mean(current, _):
    return -sum(logp.mean() for logp in current) / S


def gradient(loss, advantages):
    current = [t["current"].copy() for t in ALL]
    flat = []
    for logp in current:
        for i in range(len(logp)):
            kept, h = logp[i], 1e-6
            logp[i] = kept + h
            above = loss(current, advantages)
            logp[i] = kept - h
            below = loss(current, advantages)
            logp[i] = kept
            flat.append((above - below) / (2 * h))
    return flat


def statistics(advantages, low, high, sequence=False):
    ratios, stopped = [], 0
    for t, a in zip(ALL, advantages):
        r = np.exp(t["current"] - t["behaviour"])
        if sequence:
            r = np.full(len(r), np.exp(np.mean(t["current"] - t["behaviour"])))
        ratios += list(r)
        if a > 0:
            stopped += int((r > 1 + high).sum())
        if a < 0:
            stopped += int((r < 1 - low).sum())
    difference = np.concatenate([t["current"] - t["behaviour"] for t in ALL])
    return {
        "clip_fraction": stopped / N,
        "ratio_mean": float(np.mean(ratios)),
        "ratio_max": float(np.max(ratios)),
        "approximate_kl": float(np.mean(np.exp(difference) - 1 - difference)),
        "logprob_gap_mean": float(np.mean(np.abs(difference))),
        "logprob_gap_max": float(np.max(np.abs(difference))),
    }


def case(loss, advantages, stats=None):
    current = [t["current"] for t in ALL]
    return {
        "advantages": [float(a) for a in advantages],
        "loss": float(loss(current, advantages)),
        "gradient": [float(g) for g in gradient(loss, advantages)],
        "statistics": stats or {},
    }


group = group_advantages(True)
centred = group_advantages(False)
others = leave_one_out_advantages()
batch = batch_advantages()
raw = [t["score"] for t in ALL]
CASES = {
    "grpo": case(grpo, group, statistics(group, 0.2, 0.2)),
    "dr-grpo": case(dr_grpo, centred, statistics(centred, 0.2, 0.2)),
    "gspo": case(gspo, group, statistics(group, 3e-4, 4e-4, sequence=True)),
    "rloo": case(reinforce, others),
    "rloo-clip": case(clipped_token_mean, others, statistics(others, 0.2, 0.2)),
    "ppo-clip": case(clipped_token_mean, batch, statistics(batch, 0.2, 0.2)),
    "reinforce": case(reinforce, raw),
    "discounted-chunks": case(discounted_chunks, centred),
    "grpo-penalised": case(penalised, group),
    "supervised-token-mean": case(nll_token_mean, []),
    "supervised-sequence-mean": case(nll_sequence_mean, []),
}


def plain(t):
    return {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in t.items()}


with open(sys.argv[1], "w") as out:
    json.dump({"maxTokens": MAX_TOKENS, "groups": [[plain(t) for t in g] for g in GROUPS], "cases": CASES}, out, indent=1)
    out.write("\n")
