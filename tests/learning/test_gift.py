r"""Questions as GIFT: each way to answer; hostile words come back as they were from a reader of the format."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.learning.gift import category, escaped, gift
from salesbook.learning.questions import Question
from salesbook.models.training import Way

NPM = Path(__file__).parents[2] / ".venv/npm/node_modules/gift-pegjs"
HOSTILE = (
    "::чужое имя:: {=да ~нет}",
    "// не примечание",
    "$CATEGORY: чужая",
    "a\n\n::новый:: вопрос {T}",
    "~%100%верно#отклик####общий",
    "{#3:1}",
    "[html]<b>жирно</b>",
    "обратная \\ черта \\n и \\\\ и \\=",
    "a -> b",
    "=",
    "\u2028// строка",
    "*",
)


def question(way: Way, words: str = "Кто?", because: str = "Так надо.", **more: object) -> Question:
    fields: dict[str, object] = {"options": (), "right": (), "sequence": (), "pairs": (), "accepts": ()} | more
    return Question(id="abcdefgh", place=0, way=way, words=words, because=because, source="ОП-001", **fields)  # type: ignore[arg-type]


def written(asked: Question) -> str:
    return gift(asked, lambda words: words, "Источник: ОП-001", lambda word: (word, f"{word}а"))


def body(asked: Question) -> list[str]:
    return written(asked).split("{\n", 1)[1].removesuffix("}\n\n").splitlines()[:-1]


def test_the_whole_of_a_question() -> None:
    asked = question(Way.ONE, "Кто первым: А или Б?", options=("А", "Б"), right=(1,))
    assert written(asked) == (
        "::Кто первым\\: А или Б? (abcdefgh)::[plain]Кто первым\\: А или Б?{\n~А\n=Б\n"
        "####Так надо.\\nИсточник\\: ОП-001\n}\n\n"
    )


def test_every_way() -> None:
    assert body(question(Way.SEVERAL, options=("А", "Б", "В", "Г"), right=(0, 1, 3))) == [
        "~%33.33333%А",
        "~%33.33333%Б",
        "~%-100%В",
        "~%33.33333%Г",
    ]
    assert body(question(Way.ORDER, sequence=("раз", "два", "три"))) == ["=1 -> раз", "=2 -> два", "=3 -> три"]
    assert body(question(Way.MATCH, pairs=(("a", "b"), ("c", "b")))) == ["=a -> b", "=c -> b"]
    assert body(question(Way.SHORT, accepts=("Бронь", "за 5 дней", "5*"))) == [
        "=Бронь",
        "=бронь",
        "=броньа",
        "=за 5 дней",
        "=5\\\\*",
    ]


def test_categories() -> None:
    assert category("Берег", "Оплата / возврат\n::x::") == "$CATEGORY: Берег/Оплата // возврат ::x::\n"


def unescaped(text: str) -> str:
    """Read words as Moodle does: a backslash keeps a mark, `\\n` is a new line."""
    text = text.removeprefix("[plain]")
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


@given(st.text(st.one_of(st.sampled_from("\\~=#{}:/$[]\n n*->"), st.characters(codec="utf-8")), max_size=40))
def test_words_come_back(text: str) -> None:
    made = escaped(text)
    assert not set(made) & set("\r\n")
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", made)
    lines = re.sub("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("->", "→")
    assert unescaped(made) == lines


@pytest.mark.elsewhere
def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    """gift-pegjs of npm reads all ways to answer, hostile words in every place."""
    asked = []
    for words in HOSTILE:
        asked += [
            question(Way.ONE, words, words, options=(words, f"{words}2"), right=(0,)),
            question(Way.SEVERAL, words, words, options=(words, f"{words}2", "3"), right=(0, 1)),
            question(Way.ORDER, words, words, sequence=(words, "два", "три")),
            question(Way.MATCH, words, words, pairs=((words, words), ("два", "три"))),
            question(Way.SHORT, words, words, accepts=(words,)),
        ]
    file = tmp_path / "quiz.gift"
    file.write_text(category("Книга", "Курс") + "\n" + "".join(map(written, asked)), encoding="utf-8")
    read_file = f"require('fs').readFileSync({json.dumps(str(file))}, 'utf8')"
    script = f"process.stdout.write(JSON.stringify(require({json.dumps(str(NPM))}).parse({read_file})))"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    first, *read = json.loads(done.stdout)
    assert (first["type"], first["title"]) == ("Category", "Книга/Курс")
    assert len(read) == len(asked)
    types = {Way.ONE: "MC", Way.SEVERAL: "MC", Way.ORDER: "Matching", Way.MATCH: "Matching", Way.SHORT: "Short"}
    for made, told in zip(asked, read, strict=True):

        def same(one: str, other: str) -> bool:
            seen = re.sub("[\r\n\x0b\x0c\x85\u2028\u2029]", "\n", one).replace("->", "→")
            return " ".join(seen.split()) == " ".join(other.replace("\u2028", " ").split())

        assert told["type"] == types[made.way]
        assert same(made.words, told["stem"]["text"])
        assert same(f"{made.because} Источник: ОП-001", told["globalFeedback"]["text"])
        if made.way in (Way.ONE, Way.SEVERAL):
            assert all(same(one, two["text"]["text"]) for one, two in zip(made.options, told["choices"], strict=True))
            weights = [choice["weight"] or (100 if choice["isCorrect"] else None) for choice in told["choices"]]
            assert weights == ([100, None] if made.way is Way.ONE else [50, 50, -100])
        if made.way is Way.MATCH:
            assert same(made.pairs[0][0], told["matchPairs"][0]["subquestion"]["text"])
            # In this one place the parser leaves escaped marks as it keeps them meanwhile.
            answer = re.sub(r"&&(\d{3});?", lambda mark: chr(int(mark[1])), told["matchPairs"][0]["subanswer"])
            assert same(made.pairs[0][1], answer)
        if made.way is Way.SHORT:
            assert same(made.accepts[0], told["choices"][0]["text"]["text"].replace("\\*", "*"))
