"""Losses and gradients of supervised learning, preferences, reward models and distillation.

Usage: objectives.py OUTPUT.json   (lathe-algorithm/src/test/resources/golden/objectives.json)
Where TRL has the loss, TRL's own code is called, with the log-probabilities in place of a model's; the rest is plain torch, written
from the papers. Gradients are autograd's, in float64. Needs torch and trl.
"""
import json
import sys
from collections import defaultdict
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from trl.experimental.cpo.cpo_trainer import CPOTrainer
from trl.experimental.gkd.gkd_trainer import GKDTrainer
from trl.experimental.orpo.orpo_trainer import ORPOTrainer
from trl.trainer.dpo_trainer import DPOTrainer
from trl.trainer.kto_trainer import KTOTrainer
from trl.trainer.reward_trainer import RewardTrainer

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260102)


class Anything(SimpleNamespace):
    """Stands in for a trainer: what is not set is a harmless constant."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


class Output(SimpleNamespace):
    """Stands in for what a model returns: what is not set is 0 everywhere."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return torch.zeros(2 * P, T, dtype=torch.bool if name == "is_top1" else None)


def accelerator():
    return Anything(device="cpu", gather_for_metrics=lambda x: x, gather=lambda x: x, num_processes=1)


def trainer(**settings):
    return Anything(accelerator=accelerator(), _metrics=defaultdict(lambda: defaultdict(list)), _total_train_tokens=0,
                    model=Anything(training=True), _tp_size=1, **settings)


def leaf(*shape):
    return -torch.empty(*shape).exponential_(1.4).add(1e-3)


# ---- pairs -------------------------------------------------------------------------------------------------------------------
LENGTHS = [(3, 5), (1, 1), (6, 2), (4, 4), (2, 7)]
P = len(LENGTHS)
T = max(max(pair) for pair in LENGTHS)
MASK = torch.zeros(2 * P, T)
for p, (c, r) in enumerate(LENGTHS):
    MASK[p, :c] = 1
    MASK[P + p, :r] = 1
LOGP = leaf(2 * P, T) * MASK
REF = (LOGP.sum(1) + 0.8 * torch.randn(2 * P)).detach()


def by_pair(rows):
    """[2 P, T] with all better answers first, as pairs one after the other without padding."""
    flat = []
    for p, (c, r) in enumerate(LENGTHS):
        flat += rows[p, :c].tolist() + rows[P + p, :r].tolist()
    return flat


def pair_case(loss_of):
    logp = LOGP.clone().requires_grad_(True)
    loss = loss_of(logp)
    loss.backward()
    return {"loss": loss.item(), "gradient": by_pair(logp.grad * MASK)}


def trl_dpo(kind, beta):
    """TRL's DPOTrainer on a model that answers with the given log-probabilities."""
    def loss(logp):
        rows = torch.zeros(2 * P, T + 1, dtype=torch.long)
        mask = torch.cat([torch.zeros(2 * P, 1), MASK], 1).long()
        model = lambda **_: Output(log_probs=logp)
        self = trainer(precompute_ref_logps=True, f_divergence_type="reverse_kl", loss_types=[kind], loss_weights=[1.0], beta=beta,
                       aux_loss_enabled=False, use_weighting=False, args=Anything())
        inputs = {"input_ids": rows, "attention_mask": torch.ones_like(rows), "completion_mask": mask,
                  "ref_chosen_logps": REF[:P], "ref_rejected_logps": REF[P:]}
        return DPOTrainer._compute_loss(self, model, inputs, False)
    return loss


def trl_cpo(kind, beta, smoothing=0.0, gamma=0.0, values=lambda logp: logp.sum(1) - REF):
    def loss(logp):
        rewards = values(logp)
        self = trainer(alpha=0.0, beta=beta, loss_type=kind, label_smoothing=smoothing, simpo_gamma=gamma)
        return CPOTrainer.cpo_loss(self, rewards[:P], rewards[P:])[0].mean()
    return loss


def means(logp):
    return logp.sum(1) / MASK.sum(1)


def trl_orpo(beta):
    """As TRL's get_batch_loss_metrics puts it together: token mean of the better answers, less the mean of the odds ratio's loss."""
    def loss(logp):
        average = means(logp)
        ratio = ORPOTrainer.odds_ratio_loss(trainer(beta=beta), average[:P], average[P:])[0]
        imitation = -logp[:P].sum() / MASK[:P].sum()
        return imitation - ratio.mean()
    return loss


preference = {
    "dpo": pair_case(trl_dpo("sigmoid", 0.1)),
    "cdpo": pair_case(trl_cpo("sigmoid", 0.3, smoothing=0.2)),
    "ipo": pair_case(trl_cpo("ipo", 0.25)),
    "ipo-per-token": pair_case(trl_dpo("ipo", 0.25)),
    "orpo": pair_case(trl_orpo(0.4)),
    "simpo": pair_case(trl_cpo("simpo", 2.0, gamma=0.6, values=means)),
}


# ---- single answers -----------------------------------------------------------------------------------------------------------
def trl_kto(beta, good, bad, shift):
    """TRL's KTOTrainer; the answers are those of the pairs, the better ones desirable."""
    logp = LOGP.clone().requires_grad_(True)
    mismatched = torch.randn(2 * P) + shift
    rows = torch.zeros(2 * P, T + 1, dtype=torch.long)
    batch = {"input_ids": rows, "attention_mask": torch.ones_like(rows), "label": torch.arange(2 * P) < P,
             "completion_mask": torch.cat([torch.zeros(2 * P, 1), MASK], 1).long(), "ref_logps": REF,
             "ref_KL_logps": torch.zeros(2 * P)}
    model = lambda **_: Output(log_probs=logp)
    self = trainer(precompute_ref_logps=True, calculate_KL=True, loss_type="kto", beta=beta, desirable_weight=good,
                   undesirable_weight=bad, aux_loss_enabled=False, _compute_kl_logps=lambda model, batch: mismatched)
    loss = KTOTrainer._compute_loss(self, model, batch, False)
    loss.backward()
    return {"loss": loss.item(), "gradient": by_pair(logp.grad * MASK), "mismatched": mismatched.tolist()}


kto = {"kto": trl_kto(0.1, 1.0, 1.0, 1.5), "kto-weighted": trl_kto(0.5, 1.3, 0.7, 0.5), "kto-below": trl_kto(0.2, 1.0, 2.0, -3.0)}

# ---- reward model -------------------------------------------------------------------------------------------------------------
SCORES = torch.randn(2 * P) * 1.5
MARGINS = torch.rand(P)


def trl_reward(centering, margins):
    scores = SCORES.clone().requires_grad_(True)
    inputs = {"attention_mask": torch.ones(2 * P, 1, dtype=torch.long)}
    if margins:
        inputs["margin"] = MARGINS
    self = trainer(args=Anything(center_rewards_coefficient=centering))
    loss = RewardTrainer.compute_loss(self, lambda **_: Anything(logits=scores.unsqueeze(1)), inputs)
    loss.backward()
    order = [i for p in range(P) for i in (p, P + p)]
    return {"loss": loss.item(), "gradient": scores.grad[order].tolist()}


reward = {"plain": trl_reward(None, False), "margin": trl_reward(None, True), "centred": trl_reward(0.05, True)}

# ---- distillation -------------------------------------------------------------------------------------------------------------
N, V = 7, 11
STUDENT = torch.randn(N, V) * 1.5
TEACHERS = [torch.randn(N, V) * 2, torch.randn(N, V)]
TARGETS = torch.randint(V, (N,))


def trl_jsd(beta, temperature=1.0):
    return lambda student, teacher: GKDTrainer.generalized_jsd_loss(student, teacher, beta=beta, temperature=temperature, reduction="none").sum(-1)


def skewed_forward(alpha):
    def loss(student, teacher):
        p, q = teacher.softmax(-1), student.softmax(-1)
        m = alpha * p + (1 - alpha) * q
        return (p * (p / m).log()).sum(-1)
    return loss


def skewed_reverse(alpha):
    def loss(student, teacher):
        p, q = teacher.softmax(-1), student.softmax(-1)
        m = (1 - alpha) * p + alpha * q
        return (q * (q / m).log()).sum(-1)
    return loss


def adaptive(head):
    """Row by row, from the text of section 4 of arXiv 2404.02657."""
    def loss(student, teacher):
        rows = []
        for s, t in zip(student, teacher):
            p, q = t.softmax(-1), s.softmax(-1)
            order = p.argsort(descending=True)
            covered, in_head = 0.0, torch.zeros(V, dtype=torch.bool)
            for rank, v in enumerate(order):
                covered += p[v].item()
                if rank > 0 and covered > head:
                    break
                in_head[v] = True
            gaps = (p - q).abs().detach()
            h = gaps[in_head].sum() / gaps.sum()
            rows.append(h * (p * (p / q).log()).sum() + (1 - h) * (q * (q / p).log()).sum())
        return torch.stack(rows)
    return loss


def top(k, rest, temperature=1.0):
    """Forward divergence over the teacher's k likeliest tokens."""
    def loss(student, teacher):
        p, q = (teacher / temperature).softmax(-1), (student / temperature).softmax(-1)
        ids = p.topk(k, -1).indices
        pk, qk = p.gather(-1, ids), q.gather(-1, ids)
        if rest:
            pk = torch.cat([pk, 1 - pk.sum(-1, keepdim=True)], -1)
            qk = torch.cat([qk, 1 - qk.sum(-1, keepdim=True)], -1)
        else:
            pk, qk = pk / pk.sum(-1, keepdim=True), qk / qk.sum(-1, keepdim=True)
        return F.kl_div(qk.log(), pk, reduction="none").sum(-1)
    return loss


def distil_case(divergence, imitation=0.0, weights=(1.0,)):
    student = STUDENT.clone().requires_grad_(True)
    compared = sum(w * divergence(student, t) for w, t in zip(weights, TEACHERS)).mean()
    loss = (1 - imitation) * compared + imitation * F.cross_entropy(student, TARGETS)
    loss.backward()
    return {"loss": loss.item(), "gradient": student.grad.flatten().tolist(), "weights": list(weights), "imitation": imitation}


distillation = {
    "forward": distil_case(trl_jsd(0)),
    "reverse": distil_case(trl_jsd(1)),
    "js": distil_case(trl_jsd(0.5)),
    "js-0.2": distil_case(trl_jsd(0.2)),
    "js-warm": distil_case(trl_jsd(0.5, 2.0)),
    "skewed-forward": distil_case(skewed_forward(0.1)),
    "skewed-reverse": distil_case(skewed_reverse(0.1)),
    "adaptive": distil_case(adaptive(0.5)),
    "top-forgotten": distil_case(top(4, False)),
    "top-one-choice": distil_case(top(4, True)),
    "top-warm": distil_case(top(3, True, 1.5)),
    "mixed": distil_case(trl_jsd(0), imitation=0.3),
    "two-teachers": distil_case(trl_jsd(1), imitation=0.1, weights=(0.75, 0.5)),
}

# ---- imitation of turns --------------------------------------------------------------------------------------------------------
# an episode of three turns: (tokens written, tokens that came back, failed, relevant)
TURNS = [(4, 2, False, True), (3, 3, True, True), (2, 0, False, False), (5, 1, False, True)]


def masked_cross_entropy(without_errors, without_detours):
    written = sum(turn[0] for turn in TURNS)
    logits = torch.randn(written, V, generator=torch.Generator().manual_seed(5)).requires_grad_(True)
    targets = torch.arange(written) % V
    labels, at = targets.clone(), 0
    for count, _, failed, relevant in TURNS:
        if (without_errors and failed) or (without_detours and not relevant):
            labels[at:at + count] = -100
        at += count
    loss = F.cross_entropy(logits, labels, ignore_index=-100)
    loss.backward()
    learned = (labels >= 0).nonzero().flatten().tolist()
    logp = logits.log_softmax(-1)[torch.arange(written), targets]
    return {"loss": loss.item(), "learned": learned, "logProbs": logp.tolist()}


turns = {name: masked_cross_entropy(*mask) for name, mask in {
    "all": (False, False), "without-errors": (True, False), "without-detours": (False, True), "without-both": (True, True)}.items()}

with open(sys.argv[1], "w") as out:
    json.dump({
        "lengths": LENGTHS, "pairLogProbs": by_pair(LOGP), "references": [[REF[p].item(), REF[P + p].item()] for p in range(P)],
        "preference": preference, "kto": kto,
        "scores": [SCORES[i].item() for p in range(P) for i in (p, P + p)], "margins": MARGINS.tolist(), "reward": reward,
        "student": STUDENT.tolist(), "teachers": [t.tolist() for t in TEACHERS], "targets": TARGETS.tolist(),
        "distillation": distillation,
        "turns": [{"written": w, "back": b, "failed": f, "relevant": r} for w, b, f, r in TURNS], "imitation": turns,
    }, out, indent=1)
    out.write("\n")
