"""Writes 10,000 pairs of short texts with their token_set_ratio by thefuzz 0.22.1 (rapidfuzz 3.14.6).

    pip install thefuzz==0.22.1 rapidfuzz==3.14.6
    python bench/golden/token_set_ratio.py lathe-shop/src/test/resources/dev/lathe/shop/score/token_set_ratio.txt

The file holds the texts, one a line, a line with a tilde, and one line a pair: two line numbers from 0, and the ratio.
"""

import random
import sys

from thefuzz import fuzz

WORDS = """red blue black white 50w 100w 150w 120 mesh xl l m 8gb+256gb 12gb 256gb cotton linen pillow filter soy-milk grinder led
light waterproof factory-made women's men's size 6.5 wide a of with for & (2-pack) 1/2 inch caf\u00e9 na\u00efve stra\u00dfe \u0130stanbul under_score
\u767d\u5149 \u6696\u5149 \u9ed1\u8272 \u9632\u6c34 \u5de5\u5382 120\u76ee 100\u76ee led\u6295\u5149\u706f \u8c46\u6d46\u673a \u6ee4\u7f51 50w-\u767d\u5149 100w-\u767d\u5149 \u3010\u65b0\u6b3e\u3011 xxl Heather Grey NAVY 1.5l""".split()


def main(path):
    rng = random.Random(7)
    texts = ["", " ", "!!!", "a", "A"]
    while len(texts) < 600:
        text = rng.choice([" ", " ", "-", ", "]).join(rng.choices(WORDS, k=rng.randint(1, 6)))
        if text not in texts:
            texts.append(text)
    # Near twins: another text with one word changed, dropped or moved.
    for text in list(texts[5:305]):
        words = text.split(" ")
        place = rng.randrange(len(words))
        change = rng.randrange(3)
        if change == 0:
            words[place] = rng.choice(WORDS)
        elif change == 1:
            del words[place]
        else:
            rng.shuffle(words)
        texts.append(" ".join(words))
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("".join(text + "\n" for text in texts) + "~\n")
        for number in range(10_000):
            one = rng.randrange(len(texts))
            other = 600 + one - 5 if number % 3 == 0 and 5 <= one < 305 else rng.randrange(len(texts))
            out.write(f"{one} {other} {fuzz.token_set_ratio(texts[one], texts[other])}\n")


main(sys.argv[1])
