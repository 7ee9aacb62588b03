"""Advantages, losses and gradients of the policy-gradient algorithms: TRL's own losses where it has them, else torch after the papers.

Usage: policy_losses.py OUTPUT.json   (lathe-algorithm/src/test/resources/golden/policy-losses.json)
Needs torch and trl. Everything is float64; gradients are autograd's.
"""
import json
import sys
from collections import defaultdict
from types import SimpleNamespace

import numpy as np
import torch
from trl import GRPOTrainer, RLOOTrainer
from trl.experimental.gmpo import GMPOTrainer

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20260202)
MAX_TOKENS = 12


def f32(values):
    return torch.tensor(np.asarray(values, dtype=np.float32).astype(np.float64))


def trajectory(score, chunks, states, overlong=False):
    """chunks: (tokens written, tokens that came back, reward of the step) of each interaction."""
    n = sum(written for written, _, _ in chunks)
    behaviour = -f32(rng.gamma(1.2, 0.8, n))
    proximal = f32(np.minimum(behaviour.numpy() + rng.normal(0, 0.12, n), -1e-3))
    return SimpleNamespace(
        score=score, prompt=int(rng.integers(1, 6)), chunks=chunks, states=states, overlong=overlong,
        behaviour=behaviour, proximal=proximal, reference=f32(behaviour.numpy() + rng.normal(0, 0.3, n)),
        divergences=f32(rng.uniform(0, 0.4, n)), values=f32(rng.normal(0.4, 0.3, n)),
        entropy=torch.tensor(rng.uniform(0.01, 2.5, n)),
        current=torch.tensor(np.minimum(proximal.numpy() + rng.normal(0, 0.25, n), -1e-3)), n=n,
        chunk_of=[k for k, (written, _, _) in enumerate(chunks) for _ in range(written)])


GROUPS = [
    [trajectory(1.0, [(4, 3, 0.1), (2, 5, 0.0), (3, 0, 0.3)], ["a", "b", "c"]),
     trajectory(0.0, [(5, 2, 0.0), (6, 0, -0.2)], ["a", "b"], overlong=True),
     trajectory(0.25, [(1, 0, 0.0)], ["a"]),
     trajectory(0.0, [(3, 4, 0.2), (3, 4, 0.0), (3, 4, 0.1), (2, 0, 0.0)], ["a", "d", "b", "e"])],
    [trajectory(1.0, [(7, 0, 0.0)], ["a"]), trajectory(0.0, [(2, 1, 0.0), (9, 0, 0.0)], ["a", "f"]),
     trajectory(1.0, [(4, 2, 0.5), (4, 0, 0.0)], ["a", "f"])],
    [trajectory(0.5, [(3, 1, 0.0), (3, 0, 0.0)], ["a", "g"]), trajectory(0.5, [(8, 0, 0.0)], ["a"])],
    [trajectory(0.0, [(2, 2, 0.0), (2, 2, 0.0), (6, 0, 0.0)], ["a", "h", "a"]),
     trajectory(-0.5, [(10, 0, 0.0)], ["a"])],
]
ALL = [t for group in GROUPS for t in group]
EXPERT = trajectory(1.0, [(2, 3, 0.0), (3, 1, 0.0), (4, 0, 0.0)], ["a", "b", "c"])
EXPERT_CHUNKS = 2


# ---- advantages: one number a trajectory, or one a token ----

def std(values):
    return torch.tensor(values).std(unbiased=True).item()


def by_group(formula, reward=lambda t: t.score):
    return [a for group in GROUPS for a in formula([reward(t) for t in group])]


def centred(r):
    return [x - sum(r) / len(r) for x in r]


def normalised(r):
    return [0.0] * len(r) if max(r) - min(r) < 1e-6 else [x / std(r) for x in centred(r)]


def leave_one_out(r):
    return [x - (sum(r) - x) / (len(r) - 1) for x in r]


def whole_batch(values):
    return [(v - sum(values) / len(values)) / std(values) for v in values]


def per_token(scalars, trajectories=None):
    return [torch.full((t.n,), float(a)) for t, a in zip(trajectories or ALL, scalars)]


def discounted(rewards, gamma):
    return [sum(gamma ** (u - t) * rewards[u] for u in range(t, len(rewards))) for t in range(len(rewards))]


def chunk_returns(t, last, gamma, steps=False, costs=None):
    rewards = [step if steps else 0.0 for _, _, step in t.chunks]
    rewards[-1] += last
    for token, k in enumerate(t.chunk_of):
        rewards[k] -= 0.0 if costs is None else float(costs[token])
    return discounted(rewards, gamma)


def spread(t, by_chunk):
    return torch.tensor([by_chunk[k] for k in t.chunk_of])


def token_returns(t, last, gamma, costs):
    rewards = [-float(c) for c in costs]
    rewards[-1] += last
    return torch.tensor(discounted(rewards, gamma))


def gae(t, gamma, lam, costs=None):
    rewards = [0.0 if costs is None else -float(c) for c in (costs if costs is not None else range(t.n))]
    rewards[-1] += t.score
    v = t.values.tolist() + [0.0]
    deltas = [rewards[i] + gamma * v[i + 1] - v[i] for i in range(t.n)]
    return torch.tensor(discounted(deltas, gamma * lam))


def whitened(advantages):
    flat = torch.cat(advantages)
    return [(a - flat.mean()) / flat.std(unbiased=True) for a in advantages]


def two_level(step_weight, gamma, divide, steps=False):
    """GiGPO: episodes within their group, steps within the anchor states of their group."""
    formula = normalised if divide else centred
    out = []
    for group in GROUPS:
        episodes = formula([t.score for t in group])
        returns = [chunk_returns(t, t.score, gamma, steps) for t in group]
        anchors = defaultdict(list)
        for i, t in enumerate(group):
            for k, state in enumerate(t.states):
                anchors[state].append((i, k))
        step = {}
        for members in anchors.values():
            values = [returns[i][k] for i, k in members]
            compared = formula(values) if len(values) > 1 else [0.0]
            step.update(zip(members, compared))
        for i, t in enumerate(group):
            out.append(spread(t, [episodes[i] + step_weight * step[i, k] for k in range(len(t.chunks))]))
    return out


# ---- ratios and losses of one trajectory, one number a token ----

def grain(t, difference, kind):
    if kind == "token":
        return difference
    if kind == "chunk":
        parts = [difference[[i for i, c in enumerate(t.chunk_of) if c == k]] for k in range(len(t.chunks))]
        return torch.cat([p.mean().expand(len(p)) for p in parts])
    return (difference.mean() if kind == "sequence" else difference.sum()).expand(t.n)


def ratio(t, logp, kind="token", other="behaviour"):
    return torch.exp(grain(t, logp - getattr(t, other), kind))


def ppo(low, high, kind="token", other="behaviour"):
    def loss(t, logp, a):
        r = ratio(t, logp, kind, other)
        return -torch.min(r * a, r.clamp(1 - low, 1 + high) * a)
    return loss


def reinforce(t, logp, a):
    return -a * logp


def unclipped(kind):
    return lambda t, logp, a: -ratio(t, logp, kind) * a


def truncated(kind, cap):
    return lambda t, logp, a: -ratio(t, logp, kind).clamp(0, cap).detach() * a * logp


def topr(kind, cap):
    def loss(t, logp, a):
        held = ratio(t, logp, kind).clamp(0, cap).detach()
        return -torch.where(a > 0, torch.ones_like(a), held) * a * logp
    return loss


def kimi(tau):
    """The sequence's loss, -A log pi(y) + tau / 2 (log pi(y) / mu(y))^2, as equal shares of the tokens beside their own terms."""
    return lambda t, logp, a: -a * logp + tau / 2 * (logp - t.behaviour).sum() ** 2 / t.n


def plus_entropy(loss, coefficient):
    return lambda t, logp, a: loss(t, logp, a) - coefficient * t.entropy


def plus_kl(loss, coefficient, estimator):
    def total(t, logp, a):
        d = logp - t.reference
        kl = {"k1": d, "k2": d ** 2 / 2, "k3": torch.exp(-d) - 1 + d}[estimator]
        return loss(t, logp, a) + coefficient * kl
    return total


# ---- reductions, over what is kept ----

def token_mean(losses, kept):
    return sum((l * k).sum() for l, k in zip(losses, kept)) / sum(k.sum() for k in kept)


def sequence_mean(losses, kept):
    means = [(l * k).sum() / k.sum() for l, k in zip(losses, kept) if k.any()]
    return sum(means) / len(means)


def sequence_sum(losses, kept):
    return sum((l * k).sum() for l, k in zip(losses, kept)) / sum(bool(k.any()) for k in kept)


def constant(length):
    return lambda losses, kept: sequence_sum(losses, kept) / length


def case(advantages, loss, reduction, trajectories=None, kept=None, **more):
    """loss: of one trajectory, or a function of all current log-probabilities and advantages (TRL's)."""
    chosen = trajectories or ALL
    masks = kept or [torch.ones(t.n, dtype=torch.bool) for t in chosen]
    current = [t.current.clone().requires_grad_(True) for t in chosen]
    if reduction is None:
        total = loss(chosen, current, advantages)
    else:
        total = reduction([loss(t, logp, a) for t, logp, a in zip(chosen, current, advantages)], masks)
    gradient = torch.autograd.grad(total, current, materialize_grads=True)
    return {"advantages": torch.cat(advantages).tolist(), "loss": total.item(),
            "gradient": torch.cat(gradient).tolist(), **more}


# ---- TRL: the trainers' own loss methods, on padded batches ----

def padded(rows):
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)


class Accelerator:
    num_processes = 1

    def gather(self, x):
        return x

    def gather_for_metrics(self, x):
        return x

    def reduce(self, x, reduction=None):
        return x


def trl(kind=GRPOTrainer, **settings):
    def loss(trajectories, current, advantages):
        trainer = object.__new__(kind)
        trainer.__dict__.update(
            aux_loss_enabled=False, top_entropy_quantile=1.0, off_policy_mask_threshold=None,
            importance_sampling_level="token", beta=0.0, loss_type="grpo", epsilon_low=0.2, epsilon_high=0.2,
            use_vllm=False, vllm_importance_sampling_correction=False, model=SimpleNamespace(training=False),
            accelerator=Accelerator(), _entropy_bonus_enabled=False, max_completion_length=MAX_TOKENS,
            current_gradient_accumulation_steps=1,
            _metrics={"eval": defaultdict(list)},
            args=SimpleNamespace(use_bias_correction_kl=False, delta=None, sapo_temperature_pos=1.0,
                                 sapo_temperature_neg=1.05, steps_per_generation=1))
        trainer.args.__dict__.update({k: settings[k] for k in ("delta",) if k in settings})
        trainer.__dict__.update(settings)
        logps = padded(current)
        trainer._get_per_token_logps_and_entropies = lambda *_, **__: (logps, torch.zeros_like(logps), None)
        mask = padded([torch.ones(t.n) for t in trajectories])
        return trainer._compute_loss(trainer.model, {
            "prompt_ids": torch.zeros(len(current), 1, dtype=torch.long), "prompt_mask": torch.ones(len(current), 1),
            "completion_ids": torch.zeros(mask.shape, dtype=torch.long), "completion_mask": mask,
            "advantages": torch.stack([a[0] for a in advantages]),
            "old_per_token_logps": padded([t.behaviour for t in trajectories]),
            "old_logps": torch.stack([t.behaviour.sum() for t in trajectories]),
            "ref_per_token_logps": padded([t.reference for t in trajectories]),
            "num_items_in_batch": mask.sum()})
    return loss


# ---- cases ----

def corrected(kind, cap):
    """Group advantages times the truncated ratio of trainer and engine."""
    return [a * torch.exp(grain(t, t.proximal - t.behaviour, kind)).clamp(max=cap) for t, a in zip(ALL, GRPO)]


def filtered(kind, low, high):
    ratios = [torch.exp(grain(t, t.proximal - t.behaviour, kind)) for t in ALL]
    return [(x >= low) & (x <= high) for x in ratios]


def kl_costs(t, coefficient, estimator):
    d = t.behaviour - t.reference
    kl = {"k1": d, "k2": d ** 2 / 2, "k3": torch.exp(-d) - 1 + d, "full": t.divergences}[estimator]
    return coefficient * kl


def overlong(t, limit, buffer, penalty):
    """DAPO's equation 13."""
    if t.n <= limit - buffer:
        return t.score
    return t.score + penalty * ((limit - buffer - t.n) / buffer if t.n <= limit else -1)


GRPO = per_token(by_group(normalised))
CENTRED = per_token(by_group(centred))
RAW = per_token([t.score for t in ALL])
HALF = per_token([t.score - 0.5 for t in ALL])
SCORES = [t.score for t in ALL]
BATCH_STD = std(SCORES)
POSITIVE = [t for t in ALL if t.score > 0]
SHORT = [t for t in ALL if not t.overlong]
GAE = [gae(t, 1.0, 0.95) for t in ALL]
RPP = whitened([token_returns(t, t.score, 1.0, kl_costs(t, 0.01, "k1")) for t in ALL])
IPA = [spread(t, chunk_returns(t, t.score - 0.5, 0.95)) for t in ALL]
IPA_KEPT = filtered("chunk", 0, 1.05)
DAPO = per_token(by_group(normalised, lambda t: overlong(t, MAX_TOKENS, MAX_TOKENS // 5, 1.0)))
CLIP = ppo(0.2, 0.2)
KL_REWARD = per_token(by_group(normalised, lambda t: t.score - float(kl_costs(t, 0.1, "k3").sum())))
RUNNING_SEEN = [0.3, 0.9, -0.1]


def running():
    seen = RUNNING_SEEN + SCORES
    return per_token([(s - sum(seen) / len(seen)) / std(seen) for s in SCORES])


def emphasised():
    longest = max(t.n for t in ALL)
    out = []
    for group, tokens in zip(GROUPS, split(GRPO)):
        p = min(max(sum(t.score for t in group) / len(group), 0), 1)
        out += [a * (0.5 + 1.5 * (1 - p)) * (1.5 - t.n / longest) for t, a in zip(group, tokens)]
    return out


def split(values):
    values = iter(values)
    return [[next(values) for _ in group] for group in GROUPS]


def mixture():
    """IPA's equation 10: the expert's prefix is a tenth sequence, imitated by its discounted return."""
    end = sum(written for written, _, _ in EXPERT.chunks[:EXPERT_CHUNKS])
    worth = spread(EXPERT, chunk_returns(EXPERT, EXPERT.score, 0.95))[:end]
    prefix = SimpleNamespace(**{**EXPERT.__dict__, "n": end, "current": EXPERT.current[:end],
                                "behaviour": EXPERT.behaviour[:end], "chunk_of": EXPERT.chunk_of[:end],
                                "chunks": EXPERT.chunks[:EXPERT_CHUNKS]})
    advantages = [0.7 * a for a in IPA] + [0.3 * worth]
    kept = IPA_KEPT + [torch.ones(end, dtype=torch.bool)]
    return case(advantages, topr("chunk", 1.0), token_mean, ALL + [prefix], kept)


def value_case(clip):
    returns = [a + t.values for a, t in zip(GAE, ALL)]
    current = [(t.values + torch.tensor(rng.normal(0, 0.3, t.n))).requires_grad_(True) for t in ALL]
    losses = [torch.max((v - r) ** 2, (t.values + (v - t.values).clamp(-clip, clip) - r) ** 2) / 2
              for v, r, t in zip(current, returns, ALL)]
    total = token_mean(losses, [torch.ones(t.n, dtype=torch.bool) for t in ALL])
    return {"clip": clip, "values": torch.cat(current).tolist(), "returns": torch.cat(returns).tolist(),
            "loss": total.item(), "gradient": torch.cat(torch.autograd.grad(total, current)).tolist()}


CASES = {
    # named
    "cispo": case(GRPO, trl(loss_type="cispo", epsilon_high=5.0), None),
    "dapo": case(DAPO, trl(loss_type="dapo", epsilon_high=0.28), None),
    "dr-grpo": case(CENTRED, trl(loss_type="dr_grpo"), None),
    "gigpo": case(two_level(1.0, 0.95, True), CLIP, sequence_mean),
    "gmpo": case(GRPO, trl(GMPOTrainer, epsilon_low=0.4, epsilon_high=0.4), None),
    "grpo": case(GRPO, trl(), None),
    "gspo": case(GRPO, trl(importance_sampling_level="sequence", epsilon_low=3e-4, epsilon_high=4e-4), None),
    "ipa": case(IPA, topr("chunk", 1.0), token_mean, kept=filtered("chunk", 0, 5)),
    "kimi": case(CENTRED, kimi(0.1), sequence_sum),
    "lite-ppo": case(per_token([a / BATCH_STD for a in by_group(centred)]), trl(loss_type="bnpo"), None),
    "ppo": case(whitened(GAE), CLIP, token_mean),
    "ppo-clip": case(per_token(whole_batch(SCORES)), trl(loss_type="bnpo"), None),
    "raft++": case(per_token([t.score for t in POSITIVE], POSITIVE), trl(loss_type="bnpo"), None, POSITIVE),
    "reinforce": case(RAW, reinforce, sequence_sum),
    "reinforce++": case(RPP, CLIP, token_mean),
    "rloo": case(per_token(by_group(leave_one_out)), reinforce, sequence_sum),
    "rloo-clip": case(per_token(by_group(leave_one_out)), trl(loss_type="bnpo"), None),
    "sapo": case(GRPO, trl(loss_type="sapo"), None),
    "tis": case(GRPO, truncated("token", 1.0), token_mean),
    "topr": case(HALF, topr("product", 1.0), sequence_sum),
    # choices by themselves
    "trl-rloo": case(per_token(by_group(leave_one_out)), trl(RLOOTrainer), None),
    "dual-clip": case(GRPO, trl(delta=1.3), None),
    "chunk-ratio": case(GRPO, ppo(0.1, 0.1, "chunk"), token_mean),
    "truncated-chunk": case(GRPO, truncated("chunk", 0.9), sequence_mean),
    "product-unclipped": case(CENTRED, unclipped("product"), sequence_mean),
    "decoupled": case(
        [a * torch.exp(t.proximal - t.behaviour).clamp(max=1.1) for t, a in zip(ALL, GRPO)],
        ppo(0.2, 0.2, "token", "proximal"), token_mean),
    "topr-sequence": case(HALF, topr("sequence", 0.8), token_mean),
    "cispo-bounded": case(GRPO, lambda t, logp, a: -ratio(t, logp).clamp(0.9, 1.1).detach() * a * logp, sequence_mean),
    "no-mean-batch-deviation": case(per_token([s / BATCH_STD for s in SCORES]), CLIP, token_mean),
    "running": case(running(), CLIP, token_mean),
    "two-level-steps": case(two_level(0.5, 0.9, False, steps=True), CLIP, token_mean),
    "discounted-tokens": case([token_returns(t, a, 0.9, torch.zeros(t.n)) for t, a in zip(ALL, by_group(centred))],
                              CLIP, token_mean),
    "discounted-chunks": case([spread(t, chunk_returns(t, a, 0.9, steps=True)) for t, a in zip(ALL, by_group(centred))],
                              unclipped("token"), token_mean),
    "critic-tokens": case([token_returns(t, t.score, 0.97, torch.zeros(t.n)) - t.values for t in ALL], CLIP, token_mean),
    "gae-with-kl": case([gae(t, 0.99, 0.9, kl_costs(t, 0.05, "full")) for t in ALL], CLIP, token_mean),
    "kl-k3-in-trajectory-reward": case(KL_REWARD, CLIP, sequence_mean),
    "kl-k2-in-chunks": case(
        [spread(t, chunk_returns(t, a, 0.95, costs=kl_costs(t, 0.2, "k2"))) for t, a in zip(ALL, by_group(centred))],
        CLIP, token_mean),
    "kl-k1-in-loss": case(GRPO, plus_kl(CLIP, 0.05, "k1"), sequence_mean),
    "kl-k2-in-loss": case(GRPO, plus_kl(CLIP, 0.05, "k2"), sequence_mean),
    "kl-k3-in-loss": case(GRPO, trl(beta=0.05), None),
    "entropy": case(GRPO, plus_entropy(CLIP, 0.01), token_mean),
    "overlong-filtered": case([a for a, t in zip(GRPO, ALL) if not t.overlong], CLIP, token_mean, SHORT),
    "emphasis": case(emphasised(), CLIP, sequence_mean),
    "advantage-clip": case([a.clamp(-0.6, 0.6) for a in GRPO], CLIP, token_mean),
    "ipa-mixture": mixture(),
    "ipa-mask": case(IPA, topr("chunk", 1.0), token_mean, kept=IPA_KEPT),
    **{f"correction-{k}": case(corrected(k, 1.02), CLIP, token_mean) for k in ("token", "chunk", "sequence", "product")},
    **{f"filter-{k}": case(GRPO, CLIP, sequence_mean, kept=filtered(k, 0.97, 1.04))
       for k in ("token", "chunk", "sequence", "product")},
}
N_KL = torch.cat([t.behaviour - t.reference for t in ALL]).sum().item() / len(ALL)
ADAPTIVE = {"target": 0.4, "horizon": 50, "coefficient": 0.01,
            "next": 0.01 * (1 + min(max(N_KL / 0.4 - 1, -0.2), 0.2) * len(ALL) / 50)}


def plain(t):
    made = {k: v.tolist() if isinstance(v, torch.Tensor) else v for k, v in t.__dict__.items()}
    made["steps"] = [step for _, _, step in t.chunks]
    made["chunks"] = [[written, back] for written, back, _ in t.chunks]
    return {k: made[k] for k in ("score", "prompt", "chunks", "steps", "states", "overlong", "behaviour", "proximal",
                                 "reference", "divergences", "values", "entropy", "current")}


with open(sys.argv[1], "w") as out:
    json.dump({"maxTokens": MAX_TOKENS, "groups": [[plain(t) for t in g] for g in GROUPS], "expert": plain(EXPERT),
               "expertChunks": EXPERT_CHUNKS, "runningSeen": RUNNING_SEEN, "adaptive": ADAPTIVE,
               "value": value_case(0.2), "cases": CASES}, out)
    out.write("\n")
