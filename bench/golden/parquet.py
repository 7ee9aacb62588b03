"""Writes a small Parquet file as Hugging Face's libraries do: lists of structs, Snappy, several row groups.

Usage: parquet.py OUTPUT.parquet   (lathe-train/src/test/resources/data/train-00000-of-00001.parquet). Needs pyarrow.
"""
import sys

import pyarrow as pa
import pyarrow.parquet as pq

rows = [{"messages": [{"role": "user", "content": f"ask {i}"}, {"role": "assistant", "content": f"say {i} \u4e2d"}],
         "score": i / 2, "note": None if i % 2 else f"n{i}"} for i in range(10)]
pq.write_table(pa.Table.from_pylist(rows), sys.argv[1], compression="snappy", row_group_size=4)
