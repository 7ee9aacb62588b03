"""Distributions that tokens are drawn from, by the logits processors of transformers, one by one and together.

Usage: sampling.py OUTPUT.json   (lathe-model/src/test/resources/golden/sampling.json)
Needs torch and transformers. Presence and frequency penalties, which transformers lacks, are OpenAI's formula:
logit - count * frequency_penalty - (count > 0) * presence_penalty, with counts over the reply.
"""
import json
import sys

import numpy as np
import torch
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    SequenceBiasLogitsProcessor,
    SuppressTokensLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

VOCABULARY = 80
rng = np.random.default_rng(20260401)

DEFAULTS = {
    "temperature": 1.0, "topK": 0, "topP": 1.0, "minP": 0.0, "repetitionPenalty": 1.0, "presencePenalty": 0.0,
    "frequencyPenalty": 0.0, "logitBias": {}, "forbidden": [],
}

CASES = [
    {},
    {"temperature": 0.7},
    {"temperature": 1.9},
    {"topK": 1},
    {"topK": 7},
    {"topK": 500},
    {"topP": 0.3},
    {"topP": 0.9},
    {"topP": 0.999},
    {"topP": 0.01},
    {"minP": 0.05},
    {"minP": 0.5},
    {"minP": 1.0},
    {"repetitionPenalty": 1.3},
    {"repetitionPenalty": 0.8},
    {"presencePenalty": 1.1},
    {"presencePenalty": -0.6},
    {"frequencyPenalty": 0.7},
    {"frequencyPenalty": -0.4},
    {"logitBias": {"3": 2.5, "40": -100.0, "79": 1.0}},
    {"forbidden": [0, 1, 2, 3, 63, 64, 65, 79]},
    {"topK": 12, "topP": 0.8},
    {"topP": 0.95, "minP": 0.1},
    {"topK": 20, "minP": 0.05, "temperature": 0.8},
    {"temperature": 0.6, "topK": 30, "topP": 0.9, "minP": 0.02},
    {"repetitionPenalty": 1.2, "presencePenalty": 0.5, "frequencyPenalty": 0.3, "temperature": 1.4},
    {"repetitionPenalty": 1.1, "presencePenalty": 0.2, "frequencyPenalty": 0.9, "logitBias": {"5": 4.0, "6": -3.5},
     "forbidden": list(range(10, 50)), "temperature": 1.2, "topK": 15, "topP": 0.85, "minP": 0.03},
]


def processed(case, logits, prompt, reply):
    scores = torch.tensor(logits, dtype=torch.float32).unsqueeze(0)
    said = torch.tensor([prompt + reply])
    if case["repetitionPenalty"] != 1:
        scores = RepetitionPenaltyLogitsProcessor(case["repetitionPenalty"])(said, scores)
    counts = torch.bincount(torch.tensor(reply), minlength=VOCABULARY)
    scores = scores - counts * case["frequencyPenalty"] - (counts > 0) * case["presencePenalty"]
    if case["logitBias"]:
        bias = {(int(token),): value for token, value in case["logitBias"].items()}
        scores = SequenceBiasLogitsProcessor(bias)(said, scores)
    if case["forbidden"]:
        scores = SuppressTokensLogitsProcessor(case["forbidden"])(said, scores)
    if case["temperature"] != 1:
        scores = TemperatureLogitsWarper(case["temperature"])(said, scores)
    if case["topK"]:
        scores = TopKLogitsWarper(case["topK"])(said, scores)
    if case["topP"] < 1:
        scores = TopPLogitsWarper(case["topP"])(said, scores)
    if case["minP"]:
        scores = MinPLogitsWarper(case["minP"])(said, scores)
    return torch.softmax(scores.double(), -1)[0].tolist()


def main(output):
    cases = []
    for number, changes in enumerate(CASES):
        case = DEFAULTS | changes
        logits = np.round(rng.normal(0, 2.2, VOCABULARY), 3 if number % 2 else 0).astype(np.float32)
        if case["topP"] < 1:
            # ties at the cut are broken by an order that torch does not promise
            logits = logits + np.linspace(0, 0.01, VOCABULARY, dtype=np.float32)
        prompt = rng.integers(0, VOCABULARY, 9).tolist()
        reply = rng.integers(0, VOCABULARY, 12).tolist()
        reply[3] = reply[4] = reply[0]
        exact = torch.log_softmax(torch.tensor(logits, dtype=torch.float64), -1)
        cases.append(case | {
            "logits": [float(str(x)) for x in logits],
            "prompt": prompt,
            "reply": reply,
            "logProbs": [round(x, 7) for x in exact.tolist()],
            "probabilities": [round(x, 9) for x in processed(case, logits, prompt, reply)],
        })
    with open(output, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


main(sys.argv[1])
