"""Writes a GGUF file that holds nothing but a SentencePiece tokenizer, and what sentencepiece itself makes of some texts.

    python bench/golden/pieces.py lathe-model/src/test/resources/dev/lathe/model/checkpoint/pieces
"""
import io
import json
import sys
from pathlib import Path

import sentencepiece
from gguf import GGUFWriter

CORPUS = """the quick brown fox jumps over the lazy dog
a model that reads the text reads it again and again
there is nothing in the world that the water cannot carry
she said that they were there, and then the other thing happened
the thing about things is that the things are other things
""".splitlines() * 20
TEXTS = ["the thing", " two  spaces", "Grüße, 鞋 👟!", "line\nbreak\ttab", "", "x", "again and again and again 12345"]

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
expected = {}
for name, prefix in (("prefixed", True), ("plain", False)):
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS), model_writer=trained, vocab_size=380, model_type="bpe", byte_fallback=True, character_coverage=1.0,
        add_dummy_prefix=prefix, remove_extra_whitespaces=False, normalization_rule_name="identity", minloglevel=2)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=trained.getvalue())
    size = pieces.vocab_size()
    writer = GGUFWriter(folder / f"{name}.gguf", "llama")
    writer.add_tokenizer_model("llama")
    writer.add_token_list([pieces.id_to_piece(i) for i in range(size)])
    writer.add_token_scores([pieces.get_score(i) for i in range(size)])
    writer.add_token_types([2 if pieces.is_unknown(i) else 3 if pieces.is_control(i) else 6 if pieces.is_byte(i) else 1 for i in range(size)])
    writer.add_add_space_prefix(prefix)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    expected[name] = [{"text": text, "ids": pieces.encode(text), "decoded": pieces.decode(pieces.encode(text))} for text in TEXTS]
(folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=0))
