"""Makes collections and query files for `search.py` from the tuning data in /work/shared/data.

    .venv/bin/python tests/benchmarks/search_collections.py --out DIR [--size 10000] [--padding FILE.txt …]
        [--articles FILE.jsonl]

Writes `content.csv`/`.jsonl` (questions about what articles say; no title gives the question away) and
`titles.csv`/`.jsonl` (queries that name their article), each padded to `--size` documents: with the paragraphs of the
padding files (one a line), else with sentences of the tuning texts drawn anew word by word. Such word salads reward
what no real text does (words side by side): give real paragraphs. Padding loses its harakat, which peers do not fold.
`--articles` adds documents, one {"id", "title", "body"} a line, in French; those whose title is a question are asked
apart, as a collection that nothing was tuned on: `unseen-content.jsonl` and `unseen-titles.jsonl`, over the same CSV.
Nothing made here is to be committed: the licences of the data differ (../shared/data/MANIFEST.csv).
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from operator_app.domain.text import fold
from operator_app.index.stopwords import STOP_WORDS

DATA = Path("/work/shared/data")
ARABIC = re.compile(r"[\u0620-\u064a]")
WORD = re.compile(r"\w+")
HARAKAT = re.compile(r"[\u064b-\u0652\u0670\u0640]")
LONGEST_ARTICLE = 1_800
UNSEEN = "unseen"


@dataclass
class Row:
    """A document in the import format."""

    external_id: str
    kind: str = "procedure"
    title_ar: str = ""
    title_fr: str = ""
    short_answer_ar: str = ""
    short_answer_fr: str = ""
    body_ar: str = ""
    body_fr: str = ""
    keywords: str = ""
    questions: list[tuple[str, str]] = field(default_factory=list)  # (group, question)


def beginning(text: str, words: int = 6) -> str:
    return " ".join(text.split()[:words])


def xquad() -> Iterator[Row]:
    number = 0
    for article in json.loads((DATA / "ir/xquad_ar_dev_half.json").read_text())["data"]:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"].strip("\u200f")
            number += 1
            questions = [("xquad", qa["question"].strip("\u200f")) for qa in paragraph["qas"]]
            yield Row(f"xquad-{number}", title_ar=beginning(text), body_ar=text, questions=questions)


def french_faq(titled: bool) -> Iterator[Row]:
    for name in ("cnil_faq_dev_half", "crpa_faq_squad"):
        for number, article in enumerate(json.loads((DATA / f"ir-fr/{name}.json").read_text())["data"]):
            text = "\n".join(paragraph["context"] for paragraph in article["paragraphs"])
            question = article["title"].strip()
            title = question if titled else beginning(text)
            yield Row(f"{name[:4]}-{number}", title_fr=title, body_fr=text, questions=[(name[:4], question)])


def moroccan() -> Iterator[Row]:
    by_source: dict[str, list[dict[str, str]]] = {}
    for item in json.loads((DATA / "ir/moroccan_gov_pool_disjoint.json").read_text()):
        by_source.setdefault(item["source"].split(" ")[0], []).append(item)
    for number, items in enumerate(by_source.values()):
        title = " ".join(items[0]["source"].partition("—")[2].split())
        answers = [i["gold_answer"] for i in items if i["language"] in ("arabic_msa", "Darija")]
        french = [i["gold_answer"] for i in items if i["language"] == "french"]
        questions = [(f"ma-{i['language']}", i["question"]) for i in items if i["category"] != "OUTSCOPE"]
        if title and (answers or french):
            body = "\n".join(a for a in answers if "غير متوفرة في" not in a)
            yield Row(f"ma-{number}", title_ar=title, body_ar=body, body_fr="\n".join(french), questions=questions)


def tunisian() -> Iterator[Row]:
    for item in json.loads((DATA / "tn-procedures/beni_mtir_municipality_procedures.json").read_text()):
        titles = [title for title in (item["title_ar"], item["title_fr"]) if title]
        yield Row(
            f"tn-{item['id']}",
            title_ar=item["title_ar"] or "",
            title_fr=item["title_fr"] or "",
            body_ar=item["text_ar"] or "",
            body_fr=item["text_fr"] or "",
            questions=[("tn", title) for title in titles],
        )


def articles(file: Path, titled: bool) -> Iterator[Row]:
    """Documents that nothing was tuned on; their questions have the group UNSEEN."""
    for line in file.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        title, body = article["title"], article["body"][:LONGEST_ARTICLE]
        asked = titled or title.endswith("?")
        yield Row(
            f"{UNSEEN}-{article['id']}",
            title_fr=title if titled else beginning(body),
            body_fr=body,
            questions=[(UNSEEN, title)] if asked else [],
        )


def content_words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if fold(word) not in STOP_WORDS and len(word) > 1]


def typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1) if len(word) > 2 else 0
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي" if ARABIC.search(word) else "abcdefghijklmnopqrstuvwxyz"
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + rng.choice(letters) + word[at:]
    if kind == 2:
        return word[:at] + rng.choice(letters) + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def sloppy_arabic(text: str) -> str:
    """Hamza and article dropped, ة written ه."""
    text = re.sub("[أإآ]", "ا", text).replace("ة", "ه").replace("ى", "ي").replace("ئ", "ي").replace("ء", "")
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in text.split())


def styles(question: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The same question asked in a hurry, in each style that fits it."""
    words = content_words(question)
    if len(words) < 2:
        yield "full", question
        return

    def some(count: int) -> list[str]:
        places = sorted(rng.sample(range(len(words)), min(count, len(words))))
        return [words[place] for place in places]

    yield "full", question
    for count in (4, 3, 2):
        yield f"keywords{count}", " ".join(some(count))
    cut = some(3)
    yield "cut", " ".join([*cut[:-1], cut[-1][: max(2, round(len(cut[-1]) * 0.6))]])
    slip = some(3)
    longest = max(range(len(slip)), key=lambda place: len(slip[place]))
    slip[longest] = typo(slip[longest], rng)
    yield "typo", " ".join(slip)
    if ARABIC.search(question):
        yield "sloppy", sloppy_arabic(" ".join(some(4)))
    else:
        yield "noaccent", fold(" ".join(some(4)))
    mixed = some(3)
    rng.shuffle(mixed)
    yield "shuffled", " ".join(mixed)


def padding(files: Sequence[Path], texts: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Paragraphs of the files in a mixed order, then texts made of the tuning texts' own words."""
    lines = [line for file in files for line in file.read_text().splitlines() if len(line) > 60]
    rng.shuffle(lines)
    yield from (HARAKAT.sub("", line) for line in lines)
    bags = [[w for t in texts if bool(ARABIC.search(t)) is arabic for w in t.split()] for arabic in (True, False)]
    while True:
        bag = rng.choice([bag for bag in bags if bag])
        yield " ".join(rng.choices(bag, k=rng.randrange(40, 160)))


def write(rows: Sequence[Row], out: Path, name: str, size: int, files: Sequence[Path], sample: int) -> None:
    rng = random.Random(3)
    texts = [row.body_ar or row.body_fr for row in rows]
    padded = list(rows)
    for number, text in enumerate(padding(files, texts, rng)):
        if len(padded) >= size:
            break
        arabic = bool(ARABIC.search(text))
        title = beginning(text)
        padded.append(
            Row(f"pad-{number}", title_ar=title, body_ar=text)
            if arabic
            else Row(f"pad-{number}", title_fr=title, body_fr=text)
        )
    rng.shuffle(padded)
    columns = [column for column in asdict(Row("")) if column != "questions"]
    with (out / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(asdict(row) for row in padded)
    asked = [(row, group, question) for row in rows for group, question in row.questions]
    tuned, unseen = ([one for one in asked if (one[1] == UNSEEN) is new] for new in (False, True))
    ask(rng.sample(tuned, min(sample, len(tuned))), out / f"{name}.jsonl", rng)
    if unseen:
        ask(rng.sample(unseen, min(sample, len(unseen))), out / f"{UNSEEN}-{name}.jsonl", rng)


def ask(asked: Sequence[tuple[Row, str, str]], file: Path, rng: random.Random) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for row, group, question in asked:
            for style, query in styles(question, rng):
                line = {"query": query, "class": style, "group": group, "answer": row.external_id}
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=300, help="questions, each asked in about eight styles")
    parser.add_argument("--padding", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=Path, help="documents that nothing was tuned on, one JSON object a line")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    content = [*xquad(), *french_faq(titled=False), *moroccan(), *tunisian()]
    if arguments.articles:
        content += articles(arguments.articles, titled=False)
    write(content, arguments.out, "content", arguments.size, arguments.padding, arguments.sample)
    named = [*french_faq(titled=True), *moroccan(), *tunisian()]
    for row in named:
        row.questions = [(row.external_id.partition("-")[0], title) for title in (row.title_ar, row.title_fr) if title]
    if arguments.articles:
        named += articles(arguments.articles, titled=True)
    write(named, arguments.out, "titles", arguments.size, arguments.padding, arguments.sample)


if __name__ == "__main__":
    main()
