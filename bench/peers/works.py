"""What is measured, and how a result is told."""
import json
import sys

NEW = 128
# name, answers, tokens of the prompt, whether the prompt is one
WORKS = [
    ("decode batch 1", 1, 64, False),
    ("decode batch 8", 8, 64, False),
    ("decode batch 32", 32, 64, False),
    ("shared prompt group", 8, 512, True),
]
# tokens of the first 16 problems of GSM8K with their solutions, and of the first two questions, in SmolLM2's chat format
REAL_LENGTHS = [132, 132, 196, 218, 136, 265, 184, 256, 284, 468, 256, 280, 165, 193, 142, 320]
PROMPT_LENGTHS = [69, 64]


def tell(work, value):
    print(json.dumps({"work": work, "value": round(value, 1)}), flush=True)


def best_of_two(work, answers, run):
    """Runs twice; run returns the seconds it took."""
    tell(work, answers * NEW / min(run(), run()))


def usage(text, least=3):
    if len(sys.argv) <= least:
        sys.exit(f"usage: {text}")
    return sys.argv[1:]
