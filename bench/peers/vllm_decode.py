"""vLLM, offline."""
import os
import random
import time

from works import NEW, WORKS, best_of_two, usage

if __name__ == "__main__":
    checkpoint, dtype, threads = usage("vllm_decode.py CHECKPOINT bfloat16|float32 THREADS")[:3]
    os.environ.update(
        VLLM_CPU_KVCACHE_SPACE="2",
        VLLM_CPU_OMP_THREADS_BIND=f"0-{int(threads) - 1}",
        HF_HUB_OFFLINE="1",
        VLLM_NO_USAGE_STATS="1",
    )
    from vllm import LLM, SamplingParams

    llm = LLM(checkpoint, dtype=dtype, max_model_len=2048)
    random.seed(0)

    def seconds(answers, prompt, shared):
        texts = [[random.randint(10, 40000) for _ in range(prompt)] for _ in range(1 if shared else answers)]
        prompts = [{"prompt_token_ids": text} for text in (texts * answers if shared else texts)]
        sampling = SamplingParams(max_tokens=NEW, min_tokens=NEW, temperature=0, ignore_eos=True)
        started = time.time()
        llm.generate(prompts, sampling, use_tqdm=False)
        return time.time() - started

    for work, answers, prompt, shared in WORKS:
        best_of_two(work, answers, lambda: seconds(answers, prompt, shared))
