"""Writes a GGUF file with every type of tensor and of metadata. Reads {path, seed}; writes {tensor: {shape, values}}, values as hexadecimal float32."""
import json
import sys

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFValueType as Value
from gguf import GGUFWriter
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize

# where the high bytes of a block's float16 numbers lie: clearing one bit keeps them finite
SCALES = {
    Type.Q4_0: [1], Type.Q4_1: [1, 3], Type.Q5_0: [1], Type.Q5_1: [1, 3], Type.Q8_0: [1],
    Type.Q2_K: [81, 83], Type.Q3_K: [109], Type.Q4_K: [1, 3], Type.Q5_K: [1, 3], Type.Q6_K: [209], Type.BF16: [1],
}
ROWS, COLUMNS = 3, 512

request = json.load(sys.stdin)
random = np.random.default_rng(request["seed"])
writer = GGUFWriter(request["path"], "types")
expected = {}

for kind, high_bytes in SCALES.items():
    elements, size = GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (ROWS, COLUMNS // elements, size), dtype=np.uint8)
    blocks[:, :, high_bytes] &= 0xBF
    raw = blocks.reshape(ROWS, -1)
    writer.add_tensor(kind.name, raw, raw_dtype=kind)
    expected[kind.name] = dequantize(raw, kind)

for dtype in (np.float32, np.float16, np.float64, np.int8, np.int16, np.int32, np.int64):
    values = (random.standard_normal((ROWS, 5, 7)) * 100).astype(dtype)
    writer.add_tensor(np.dtype(dtype).name, values)
    expected[np.dtype(dtype).name] = values.astype(np.float32)

for name, value, kind in [
    ("u8", 200, Value.UINT8), ("i8", -100, Value.INT8), ("u16", 60000, Value.UINT16), ("i16", -30000, Value.INT16),
    ("u32", 4000000000, Value.UINT32), ("i32", -2000000000, Value.INT32), ("u64", 1 << 60, Value.UINT64),
    ("i64", -(1 << 60), Value.INT64), ("f32", 0.5, Value.FLOAT32), ("f64", 0.1, Value.FLOAT64), ("bool", True, Value.BOOL),
    ("string", "鞋 👟", Value.STRING),
]:
    writer.add_key_value(name, value, kind)
writer.add_array("list", ["a", "b c"])
writer.add_array("numbers", [1, 2, 3])

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
json.dump({name: {"shape": value.reshape(ROWS, -1).shape if value.ndim == 2 else value.shape,
                  "values": np.ascontiguousarray(value, "<f4").tobytes().hex()} for name, value in expected.items()}, sys.stdout)
