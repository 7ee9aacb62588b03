"""Reads or writes a safetensors file by the safetensors package. Input {write: path} or {read: path}; writes {name: {dtype, shape, data}}, data as hexadecimal."""
import json
import sys

import numpy as np
import safetensors

request = json.load(sys.stdin)


def example():
    random = np.random.default_rng(3)
    tensors = {
        "f64": ("float64", (random.standard_normal((2, 3)) * 100)),
        "f32": ("float32", random.standard_normal((3, 5)).astype(np.float32)),
        "f16": ("float16", random.standard_normal(7).astype(np.float16)),
        "bf16": ("bfloat16", random.integers(0, 0x7F00, (2, 4), dtype=np.uint16)),
        "i64": ("int64", random.integers(-(1 << 40), 1 << 40, (2, 2))),
        "i32": ("int32", random.integers(-1000, 1000, 5, dtype=np.int32)),
        "i16": ("int16", random.integers(-1000, 1000, 5, dtype=np.int16)),
        "i8": ("int8", random.integers(-100, 100, 5, dtype=np.int8)),
        "u8": ("uint8", random.integers(0, 256, (1, 5), dtype=np.uint8)),
        "bool": ("bool", np.array([True, False, True])),
        "scalar": ("float32", np.array(2.5, np.float32)),
        "empty": ("float32", np.zeros((0, 4), np.float32)),
    }
    return {name: {"dtype": dtype, "shape": value.shape, "data": value.tobytes()} for name, (dtype, value) in tensors.items()}


if "write" in request:
    with open(request["write"], "wb") as file:
        file.write(safetensors.serialize(example(), {"format": "pt"}))
path = request.get("write") or request["read"]
with open(path, "rb") as file:
    tensors = safetensors.deserialize(file.read())
json.dump({name: {"dtype": t["dtype"], "shape": t["shape"], "data": bytes(t["data"]).hex()} for name, t in tensors}, sys.stdout)
