"""llama.cpp, as its llama-batched-bench uses it: no sampling, every step a token of each answer, a shared prompt computed once."""
import ctypes
import random
import time

from works import NEW, WORKS, best_of_two, usage

model_file, threads = usage("llama_decode.py MODEL.gguf THREADS", 2)[:2]

import llama_cpp as api

CONTEXT = 1024
BATCH = 2048

api.llama_backend_init()
# a callback that says nothing, kept as long as the program runs
quiet = api.llama_log_callback(lambda level, text, data: None)
api.llama_log_set(quiet, ctypes.c_void_p(0))
model = api.llama_model_load_from_file(model_file.encode(), api.llama_model_default_params())
words = api.llama_vocab_n_tokens(api.llama_model_get_vocab(model))


def context_for(answers):
    settings = api.llama_context_default_params()
    settings.n_ctx = CONTEXT * answers
    settings.n_seq_max = answers
    settings.n_batch = BATCH
    settings.n_ubatch = 512
    settings.n_threads = settings.n_threads_batch = int(threads)
    return api.llama_init_from_model(model, settings)


def decode(context, batch, tokens):
    """Takes (place, answer, whether a prediction is wanted), at most as many as a batch holds at once."""
    for start in range(0, len(tokens), BATCH):
        part = tokens[start : start + BATCH]
        for i, (place, answer, wanted) in enumerate(part):
            batch.token[i] = random.randrange(words)
            batch.pos[i] = place
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = answer
            batch.logits[i] = wanted
        batch.n_tokens = len(part)
        if api.llama_decode(context, batch) != 0:
            raise RuntimeError("llama_decode failed")
    api.llama_synchronize(context)


def seconds(answers, prompt, shared):
    context = context_for(answers)
    batch = api.llama_batch_init(BATCH, 0, 1)
    memory = api.llama_get_memory(context)
    started = time.time()
    asked = range(1 if shared else answers)
    decode(context, batch, [(place, answer, place == prompt - 1) for answer in asked for place in range(prompt)])
    for answer in range(1, answers if shared else 1):
        api.llama_memory_seq_cp(memory, 0, answer, -1, -1)
    for step in range(NEW):
        decode(context, batch, [(prompt + step, answer, True) for answer in range(answers)])
    took = time.time() - started
    api.llama_batch_free(batch)
    api.llama_free(context)
    return took


for work, answers, prompt, shared in WORKS:
    best_of_two(work, answers, lambda: seconds(answers, prompt, shared))
