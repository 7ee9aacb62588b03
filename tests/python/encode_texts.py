"""Tokenises texts by the tokenizers package. Reads {tokenizer, texts} from standard input, writes a list of {ids, tokens, decoded}."""
import json
import sys

from tokenizers import Tokenizer

request = json.load(sys.stdin)
tokenizer = Tokenizer.from_file(request["tokenizer"])


def encode(text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return {"ids": encoding.ids, "tokens": encoding.tokens, "decoded": tokenizer.decode(encoding.ids)}


json.dump([encode(text) for text in request["texts"]], sys.stdout)
