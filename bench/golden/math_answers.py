"""Writes what math-verify says of generated answers and of the model solutions of GSM8K.

    python bench/golden/math_answers.py SHARED_FOLDER
    (pip install math-verify==0.9.0)

Files: lathe-verify/src/test/resources/dev/lathe/verify/math/{answers.jsonl.gz,gsm8k.txt}
"""

import gzip
import json
import pathlib
import random
import sys

from math_verify import parse, verify

HERE = pathlib.Path(__file__).resolve().parents[2]
OUT = HERE / "lathe-verify/src/test/resources/dev/lathe/verify/math"
MODELS = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"]
random.seed(20)


def pick(*options):
    return random.choice(options)


def whole(low=2, high=9999):
    return random.randint(low, high)


def grouped(n):
    return f"{n:,}"


def integer():
    n = whole() * pick(1, 1, 1, -1)
    if abs(n) < 1000:
        same = [f"{n}", f"${n}$", f"{n}.0", f"{n}.00"]
    else:
        same = [f"{n}", f"${n}$", grouped(n), f"${grouped(n)}$", f"{n}.0"]
    return [f"{n}", f"${n}$"], same, [f"{n + 1}", f"${-n}$", f"{n}.5", f"{n}0"]


def money():
    n = whole(1, 5000)
    cents = random.randint(1, 99)
    return ([f"{n}.{cents:02d}", f"${n}.{cents:02d}$"],
            [f"${n}.{cents:02d}", f"${n}.{cents:02d}$", f"{n}.{cents:02d} dollars", f"{n}.{cents:02d}"],
            [f"${n}", f"${n}.{(cents + 7) % 100:02d}", f"{n + 1}.{cents:02d}"])


def fraction():
    a, b = random.randint(1, 30), random.randint(2, 30)
    k = random.randint(2, 5)
    same = [f"{a}/{b}", f"$\\frac{{{a}}}{{{b}}}$", f"$\\dfrac{{{a * k}}}{{{b * k}}}$", f"${a}/{b}$", f"{a * k}/{b * k}"]
    if b in (2, 4, 5, 8, 10, 16, 20, 25):
        same.append(f"{a / b}")
    same.append(f"{a / b:.8f}")
    return ([f"$\\frac{{{a}}}{{{b}}}$", f"{a}/{b}"], same,
            [f"$\\frac{{{a + 1}}}{{{b}}}$", f"{a}/{b + 1}", f"{a / b:.2f}" if round(a / b, 2) != a / b else f"{a + b}"])


def mixed():
    w, b = random.randint(1, 9), random.randint(2, 9)
    a = random.randint(1, b - 1)
    return ([f"${w}\\frac{{{a}}}{{{b}}}$", f"$\\frac{{{w * b + a}}}{{{b}}}$"],
            [f"${w}\\frac{{{a}}}{{{b}}}$", f"$\\frac{{{w * b + a}}}{{{b}}}$", f"{w * b + a}/{b}"],
            [f"${w + 1}\\frac{{{a}}}{{{b}}}$", f"{w}"])


def percent():
    p = random.randint(1, 200)
    return ([f"${p}\\%$", f"{p}%"],
            [f"{p}%", f"${p}\\%$", f"{p} percent", f"{p}", f"{p / 100}"],
            [f"{p + 1}%", f"${p + 10}\\%$", f"{p * 10}"])


def unit():
    n = whole(2, 900)
    u = pick("cm", "meters", "kg", "hours", "miles", "feet", "minutes", "inches")
    return ([f"{n}", f"${n}$"],
            [f"{n} {u}", f"${n}\\text{{ {u}}}$", f"${n}\\,\\mathrm{{{u}}}$", f"${n}\\text{{ {u}}}^2$" if u in ("cm", "feet") else f"{n} {u}"],
            [f"{n + 3} {u}", f"${n * 2}\\text{{ {u}}}$"])


def radical():
    a, b = random.randint(2, 9), pick(2, 3, 5, 6, 7)
    return ([f"${a}\\sqrt{{{b}}}$", f"$\\sqrt{{{a * a * b}}}$"],
            [f"$\\sqrt{{{a * a * b}}}$", f"${a}\\sqrt{{{b}}}$", f"${a}\\sqrt{b}$", f"$\\frac{{{a * b}}}{{\\sqrt{{{b}}}}}$"],
            [f"${a + 1}\\sqrt{{{b}}}$", f"$\\sqrt{{{a * b}}}$", f"{a * b}"])


def with_pi():
    a = random.randint(2, 60)
    return ([f"${a}\\pi$"], [f"${a}\\pi$", f"${a} \\pi$", f"$\\pi \\cdot {a}$", f"$\\frac{{{2 * a}\\pi}}{{2}}$"],
            [f"${a + 1}\\pi$", f"${a}$", f"${a}\\pi^2$"])


def power():
    a, b = random.randint(2, 9), random.randint(2, 12)
    return ([f"${a}^{{{b}}}$", f"{a ** b}"], [f"{a ** b}", f"${a}^{{{b}}}$", f"${a ** b}$"],
            [f"{a ** b + 1}", f"${a}^{{{b + 1}}}$", f"{a * b}" if a * b != a ** b else f"{a * b + 5}"])


def scientific():
    a, b = random.randint(2, 9), random.randint(2, 6)
    return ([f"${a} \\times 10^{{{b}}}$"], [f"{a * 10 ** b}", f"${a} \\times 10^{b}$", f"${a}\\cdot10^{{{b}}}$"],
            [f"${a} \\times 10^{{{b + 1}}}$", f"{a * 10}" if b != 1 else "7"])


def polynomial():
    a, b = random.randint(1, 9), random.randint(1, 9)
    x = pick("x", "y", "t", "n")
    return ([f"${x}^2 + {a + b}{x} + {a * b}$", f"$({x}+{a})({x}+{b})$"],
            [f"$({x}+{a})({x}+{b})$", f"${a * b} + {a + b}{x} + {x}^2$", f"${x}^2+{a + b}{x}+{a * b}$",
             f"${x}({x}+{a + b})+{a * b}$"],
            [f"$({x}+{a})({x}-{b})$", f"${x}^2 + {a + b}{x}$", f"${x}^2 - {a + b}{x} + {a * b}$"])


def rational_function():
    a, b = random.randint(2, 9), random.randint(1, 9)
    return ([f"$\\frac{{{a}}}{{x+{b}}}$"],
            [f"$\\frac{{{2 * a}}}{{2x+{2 * b}}}$", f"$\\dfrac{{{a}}}{{x + {b}}}$", f"${a}/(x+{b})$"],
            [f"$\\frac{{{a}}}{{x-{b}}}$", f"$\\frac{{{a + 1}}}{{x+{b}}}$"])


def equation():
    n = whole(2, 99)
    x = pick("x", "y", "n")
    return ([f"${n}$", f"${x} = {n}$"], [f"${x} = {n}$", f"{n}", f"${x}={n}$"], [f"${x} = {n + 1}$", f"{n + 2}"])


def line():
    a, b = random.randint(2, 9), random.randint(1, 9)
    return ([f"$y = {a}x + {b}$"], [f"$y={a}x+{b}$", f"$y = {b} + {a}x$", f"${a}x + {b}$", f"${a}x - y = -{b}$"],
            [f"$y = {a}x - {b}$", f"$y = {a + 1}x + {b}$"])


def inequality():
    n = random.randint(1, 30)
    tex, flip = pick(("<", ">"), (">", "<"), ("\\le", "\\ge"), ("\\ge", "\\le"))
    return ([f"$x {tex} {n}$"], [f"$x {tex} {n}$", f"${n} {flip} x$"], [f"$x {flip} {n}$", f"$x {tex} {n + 1}$"])


def interval():
    a = random.randint(-9, 5)
    b = a + random.randint(1, 20)
    left, right = pick("(", "["), pick(")", "]")
    other = "[" if left == "(" else "("
    return ([f"${left}{a},{b}{right}$"], [f"${left}{a}, {b}{right}$", f"$\\left{left}{a},{b}\\right{right}$", f"$x \\in {left}{a},{b}{right}$"],
            [f"${other}{a},{b}{right}$", f"${left}{a},{b + 1}{right}$"])


def union():
    a = random.randint(-9, 0)
    b = random.randint(1, 9)
    return ([f"$(-\\infty,{a})\\cup({b},\\infty)$"],
            [f"$({b},\\infty)\\cup(-\\infty,{a})$", f"$(-\\infty, {a}) \\cup ({b}, \\infty)$"],
            [f"$(-\\infty,{a}]\\cup[{b},\\infty)$", f"$(-\\infty,{a + 1})\\cup({b},\\infty)$", f"$({a},{b})$"])


def finite_set():
    items = random.sample(range(-20, 40), random.randint(2, 4))
    shuffled = random.sample(items, len(items))
    text = ", ".join(map(str, shuffled))
    return ([f"$\\{{{', '.join(map(str, items))}\\}}$", f"${', '.join(map(str, items))}$"],
            [f"$\\{{{text}\\}}$", f"${text}$", f"$\\left\\{{{text}\\right\\}}$"],
            [f"$\\{{{', '.join(map(str, shuffled[1:]))}\\}}$", f"$\\{{{text}, 99\\}}$"])


def couple():
    a, b = random.sample(range(2, 60), 2)
    if a > b:
        a, b = b, a
    return ([f"${a}$ and ${b}$", f"${a}, {b}$"], [f"${b}$ and ${a}$", f"${a} \\text{{ and }} {b}$", f"${a}$ or ${b}$"],
            [f"${a}$ and ${b + 1}$", f"${b}$"])


def point():
    a, b, c = (random.randint(-9, 9) for _ in range(3))
    return ([f"$({a}, {b}, {c})$"], [f"$({a},{b},{c})$", f"$\\left({a}, {b}, {c}\\right)$"],
            [f"$({a}, {b}, {c + 1})$", f"$({c + 20}, {b}, {a})$", f"$({a}, {b})$"])


def matrix():
    a, b, c, d = (random.randint(-9, 9) for _ in range(4))
    m = f"\\begin{{pmatrix}} {a} & {b} \\\\ {c} & {d} \\end{{pmatrix}}"
    return ([f"${m}$"], [f"${m.replace('pmatrix', 'bmatrix')}$", f"${m}$"],
            [f"$\\begin{{pmatrix}} {a} & {b} \\\\ {c} & {d + 1} \\end{{pmatrix}}$"])


def word():
    w = pick("Monday", "east", "yes", "no", "Alice", "circle", "odd")
    return ([f"$\\text{{{w}}}$"], [f"$\\text{{{w.lower()}}}$", f"$\\text{{{w.upper()}}}$", f"$\\textbf{{{w}}}$"],
            ["$\\text{never}$", "$\\text{Bob}$"])


def calculus():
    n = random.randint(2, 9)
    return pick(
        ([f"$\\frac{{x^{{{n}}}}}{{{n}}}$"], [f"$\\frac{{1}}{{{n}}}x^{{{n}}}$", f"$x^{{{n}}}/{n}$"], [f"$x^{{{n}}}$", f"$\\frac{{x^{{{n + 1}}}}}{{{n}}}$"]),
        ([f"$e^{{{n}x}}$"], [f"$e^{{{n} x}}$", f"$e^{{x \\cdot {n}}}$"], [f"$e^{{{n + 1}x}}$", f"${n}e^x$"]),
        ([f"$\\ln {n}$"], [f"$\\ln({n})$", f"$\\ln{{{n}}}$"], [f"$\\ln({n + 1})$", f"${n}$"]),
        ([f"$\\log_2 {2 ** n}$", f"{n}"], [f"{n}", f"$\\log_{{2}}({2 ** n})$", f"$\\log_2 {{{2 ** n}}}$"], [f"{n + 1}", f"$\\log_{{3}}({2 ** n})$"]),
        ([f"$\\sin({n}x)$"], [f"$\\sin({n} x)$", f"$\\sin{{({n}x)}}$"], [f"$\\cos({n}x)$", f"$\\sin({n + 1}x)$"]),
        ([f"${n}!$"], [f"${n}!$"], [f"${n + 1}!$", f"{n}"]),
        ([f"$\\binom{{{n + 2}}}{{2}}$"], [f"${(n + 2) * (n + 1) // 2}$"], [f"${(n + 2) * (n + 1)}$"]),
        ([f"$|x-{n}|$"], [f"$|{n}-x|$", f"$\\left|x-{n}\\right|$"], [f"$x-{n}$", f"$|x+{n}|$"]))


KINDS = [integer, integer, integer, money, fraction, fraction, mixed, percent, unit, unit, radical, with_pi, power, scientific,
         polynomial, rational_function, equation, line, inequality, interval, union, finite_set, couple, point, matrix, word, calculus]


def boxed(answer):
    inner = answer.replace("$", "") if answer.count("$") == 2 and answer[0] == answer[-1] == "$" else None
    return f"\\boxed{{{inner}}}" if inner else None


def reply(answer):
    steps = pick("", "", "We add 3 and 4 to get 7. ", "First, 12 * 3 = 36.\n", "Let $x$ be the number of pens.\n\n",
                 "Half of 48 is <<48/2=24>>24.\n", "The total cost is $15 and $20.\n")
    forms = [f"The answer is {answer}.", f"{answer}", f"Answer: {answer}", f"**Answer:** {answer}", f"So the final answer is {answer}.",
             f"The final answer is {answer}. I hope it is correct.", f"Therefore we get {answer}", f"#### {answer}",
             f"It follows that the result equals {answer}."]
    box = boxed(answer)
    if box:
        forms += [f"${box}$", f"The answer is ${box}$.", f"\\[ {box} \\]", f"Thus {box}", f"**Final answer:** ${box}$", f"Hence $x$ is \\({box}\\)."]
    return steps + random.choice(forms)


def verdict(gold, text):
    return bool(verify(parse(gold), parse(text)))


def generated():
    rows = {}
    while len(rows) < 4000:
        golds, same, different = random.choice(KINDS)()
        gold = random.choice(golds)
        answer = random.choice(same if random.random() < 0.6 else different)
        text = reply(answer)
        rows[(gold, text)] = None
    return [{"gold": g, "reply": t, "correct": verdict(g, t)} for g, t in rows]


def model_solutions(shared):
    lines = (shared / "data/gsm8k/model_solutions.first800.jsonl").read_text().splitlines()
    for line in lines:
        problem = json.loads(line)
        gold = problem["ground_truth"].split("\nA: ")[-1]
        yield "".join("1" if verdict(gold, problem[m]["solution"]) else "0" for m in MODELS)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    rows = generated()
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with gzip.GzipFile(OUT / "answers.jsonl.gz", "wb", mtime=0) as file:
        file.write(text.encode())
    print(len(rows), "answers,", sum(row["correct"] for row in rows), "correct")
    verdicts = list(model_solutions(pathlib.Path(sys.argv[1])))
    (OUT / "gsm8k.txt").write_text("\n".join(verdicts) + "\n")
    print(4 * len(verdicts), "solutions,", sum(v.count("1") for v in verdicts), "correct")


main()
