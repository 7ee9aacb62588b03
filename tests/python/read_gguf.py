"""Reads a GGUF file by the gguf package. Input {path}; writes its fields, and for each tensor its bytes and those that the package makes of the tensor f32."""
import json
import sys

import numpy as np
from gguf import GGUFReader
from gguf.quants import quantize

reader = GGUFReader(json.load(sys.stdin)["path"])
tensors = {tensor.name: tensor for tensor in reader.tensors}
source = np.array(tensors["f32"].data, np.float32)
json.dump({
    "fields": {name: field.contents() for name, field in reader.fields.items() if not name.startswith("GGUF.")},
    "tensors": {name: {"data": tensor.data.tobytes().hex(), "quantised": quantize(source, tensor.tensor_type).tobytes().hex()}
                for name, tensor in tensors.items()},
}, sys.stdout, ensure_ascii=False)
