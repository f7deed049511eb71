"""What each tool answers, and that every answer cites item, article number and edition."""

from pathlib import Path
from typing import Any

import pytest

from salesbook.assistants.citations import MAX_ANSWER
from salesbook.assistants.leads import UnfitLead
from salesbook.assistants.reader import BookReader
from salesbook.book.editions import edition
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.finding.index import Index
from salesbook.finding.search import find
from salesbook.models.scorecard import Scorecard
from salesbook.output.scores import card_json, score_json
from salesbook.scoring.score import read_lead, score
from tests.assistants.library import ask, write_other
from tests.books import OTHER

ANSWERS = {"goal": 1, "level": "more", "hours": 0, "city": "here"}
CITING = {"item", "kind", "article", "title", "edition", "status", "resource"}


@pytest.fixture(scope="module")
def reader() -> BookReader:
    return BookReader(OTHER, None)


def refusal(reader: BookReader, tool: str, /, **arguments: Any) -> tuple[str, str]:
    with pytest.raises(UserError) as error:
        ask(reader, tool, **arguments)
    return error.value.message, error.value.advice


def test_every_answer_cites(reader: BookReader) -> None:
    book = load_book(OTHER)[0]
    cited = [
        *ask(reader, "find", question="уровень ученика")["results"],
        *ask(reader, "list")["items"],
        ask(reader, "show", name="ПР-001"),
        ask(reader, "pipeline_stage", pipeline="enrolment", stage="request"),
        ask(reader, "score"),
        ask(reader, "score", knockouts=[], scores=ANSWERS),
        ask(reader, "letter_fields", letter="trial-lesson"),
    ]
    for answer in cited:
        assert answer.keys() >= CITING
        item = book.items[answer["item"]]
        assert (answer["article"], answer["title"]) == (item.article, item.title)
        assert answer["edition"] == edition(item.data, book.facts)


def test_find(reader: BookReader) -> None:
    results = ask(reader, "find", question="ступень", limit=3)["results"]
    hits = find(Index.of(load_book(OTHER)[0]), "ступень", 3)
    assert [(r["item"], r["anchor"] or "") for r in results] == [(h.section.item.name, h.section.anchor) for h in hits]
    (term,) = [result for result in results if result["item"] == "glossary"]
    assert term["heading"] == "Уровень"
    assert term["text"].endswith("Что ученик уже умеет.")
    assert len(ask(reader, "find", question="занятие", limit=1)["results"]) == 1
    assert ask(reader, "find", question="синхрофазотрон") == {
        "version": 1, "question": "синхрофазотрон", "results": [],
        "advice": "nothing was found: ask in other words, or see what there is with “list”",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["ПР-001", "пр1", "regulation:first-talk", "[[ПР-001|слова]]", " PR-001 "])
def test_show(reader: BookReader, name: str) -> None:
    answer = ask(reader, "show", name=name)
    assert (answer["item"], answer["article"]) == ("regulation:first-talk", "ПР-001")
    assert "Речь\u00a0— в скрипте." in answer["data"]["body"]
    assert [named["item"] for named in answer["refers_to"]] == ["script:first-talk"]
    assert "pipeline:enrolment" in [named["item"] for named in answer["used_by"]]
    assert {"item", "article", "title", "edition"} == answer["refers_to"][0].keys()


def test_show_says_figures_and_titles_in_words(reader: BookReader) -> None:
    stage = ask(reader, "show", name="pipeline:enrolment#request")["data"]
    assert stage["ideal"] == "Разговор начался через 10\u00a0минут после заявки."
    assert stage["actions"][0] == "Позвонить по ПР-001 «Первый разговор»."
    assert stage["regulations"] == ["ПР-001"]


def test_a_part_of_an_item(reader: BookReader) -> None:
    answer = ask(reader, "show", name="ПР-001#что-сделать")
    assert answer["part"] == {"anchor": "что-сделать", "title": "Что сделать"}
    assert answer["text"].startswith("## Что сделать")
    assert ask(reader, "show", name="glossary#Уровень")["data"]["definition"] == "Что ученик уже умеет."
    message, advice = refusal(reader, "show", name="ПР-001#что-сделат")
    assert message == "“Первый разговор” has no part “что-сделат”"
    assert advice == "it looks like что-сделать"


def test_a_heading_ends_where_the_next_of_its_level_begins(tmp_path: Path) -> None:
    body = "## Один\n\nА.\n\n### Внутри\n\nБ.\n\n## Два\n\nВ.\n"
    head = (OTHER / "content/regulations/teaching/level.md").read_text(encoding="utf-8").partition("\n---\n")[0]
    root = write_other(tmp_path, {"regulations/teaching/level.md": f"{head}\n---\n{body}"})
    reader = BookReader(root, None)
    assert ask(reader, "show", name="УЧ-001#один")["text"] == "## Один\n\nА.\n\n### Внутри\n\nБ."
    assert ask(reader, "show", name="УЧ-001#внутри")["text"] == "### Внутри\n\nБ."
    assert ask(reader, "show", name="УЧ-001#два")["text"] == "## Два\n\nВ."


def test_list(reader: BookReader) -> None:
    every = ask(reader, "list", limit=200)
    assert every["total"] == len(every["items"]) == sum(every["kinds"].values()) == len(load_book(OTHER)[0].items)
    letters = ask(reader, "list", kind="letters")
    assert {item["kind"] for item in letters["items"]} == {"letter"}
    paged = [ask(reader, "list", offset=n, limit=10)["items"] for n in range(0, 40, 10)]
    assert [item for page in paged for item in page] == every["items"]
    assert ask(reader, "list", offset=1000)["items"] == []


def test_pipeline_stage(reader: BookReader) -> None:
    listed = ask(reader, "pipeline_stage", pipeline="Набор в группы")
    assert [stage["id"] for stage in listed["stages"]] == ["request", "trial-passed", "enrolled", "declined"]
    answer = ask(reader, "pipeline_stage", pipeline="enrolment", stage="Заявка получена")
    assert answer["place"] == {"number": 1, "of": 4}
    assert answer["responsible"] == "Куратор набора"
    assert answer["data"]["closes_on"] == "Пробное занятие в удобный день."
    named = {reference["item"]: reference["article"] for reference in answer["refers_to"]}
    assert named["regulation:first-talk"] == "ПР-001"
    assert {"script:first-talk", "letter:trial-lesson", "instruction:enrol"} <= named.keys()
    message, advice = refusal(reader, "pipeline_stage", stage="request")
    assert message.startswith("which pipeline? There are: ")
    assert advice
    assert refusal(reader, "pipeline_stage", pipeline="enrolment", stage="requst")[1] == "it looks like request"


def test_score_is_that_of_the_command(reader: BookReader) -> None:
    book = load_book(OTHER)[0]
    picked = book.resolve_as(Scorecard, "scorecard:pupils")
    assert picked is not None
    lead, unfit = read_lead({"knockouts": [], "scores": ANSWERS}, picked[1])
    assert lead is not None
    assert unfit == []
    expected = score_json(book, *picked, lead, score(lead, picked[1]))
    answer = ask(reader, "score", knockouts=[], scores=ANSWERS)
    assert (answer["total"], answer["segment"]) == (14.5, "now")
    assert {key: answer[key] for key in expected.keys() - {"lead", "comment"}} == {
        key: value for key, value in expected.items() if key not in ("lead", "comment")
    }
    assert answer["card"] == card_json(book, *picked)
    assert [named["article"] for named in answer["refers_to"]] == ["ПР-002", None]


def test_the_questions_of_a_card(reader: BookReader) -> None:
    questions = ask(reader, "score")["questions"]
    assert [knockout["id"] for knockout in questions["knockouts"]] == ["other-language", "child"]
    assert [parameter["id"] for parameter in questions["scores"]] == list(ANSWERS)
    taken = {p["id"]: p["answers"][0]["answer"] for p in questions["scores"]}
    assert ask(reader, "score", knockouts=[], scores=taken)["answers"].keys() == ANSWERS.keys()
    assert ask(reader, "score", knockouts=["child"])["knocked_out"] == ["child"]


def test_answers_that_do_not_fit(reader: BookReader) -> None:
    with pytest.raises(UnfitLead) as unfit:
        ask(reader, "score", knockouts=["chld"], scores={**ANSWERS, "level": "mor", "golf": 1})
    problems = {problem.field: problem.advice for problem in unfit.value.problems}
    assert problems == {
        "knockouts.chld": "it looks like child",
        "scores.level": "it looks like more",
        "scores.golf": "it looks like goal",
    }


def test_a_card_that_must_not_score(tmp_path: Path) -> None:
    card = (OTHER / "content/scorecards/pupils.yml").read_text(encoding="utf-8").replace("from: 4.25", "from: 9")
    reader = BookReader(write_other(tmp_path, {"scorecards/pupils.yml": card}), None)
    assert "has a gap" in refusal(reader, "score", knockouts=[], scores=ANSWERS)[0]


def test_letter_fields(reader: BookReader) -> None:
    answer = ask(reader, "letter_fields", letter="Приглашение на пробное занятие")
    fields = {field["id"]: field for field in answer["fields"]}
    assert fields["language"]["choices"] == ["английский", "немецкий"]
    assert (fields["language"]["required"], fields["home"]["required"]) == (True, False)
    assert [field["id"] for field in fields["lesson"]["fields"]] == ["day", "hour"]
    assert answer["channels"]["mail"] == "Письмо"
    assert answer["regulation"]["article"] == "ПР-002"
    assert answer["stage"] == "pipeline:enrolment#request"


@pytest.mark.parametrize(
    ("tool", "arguments", "message", "advice"),
    [
        ("shwo", {}, "there is no tool “shwo”", "it looks like show"),
        ("show", {"name": "ПР-0O9"}, "there is nothing called “ПР-0O9” in the book", "it looks like "),
        ("show", {"name": "qqqqqqqq"}, "there is nothing called “qqqqqqqq” in the book", "look for it with “find”"),
        ("list", {"kind": "leter"}, "there is no kind “leter”", "it looks like letter"),
        ("letter_fields", {"letter": "trial-leson"}, "there is no letter “trial-leson”", "it looks like trial-lesson"),
        ("pipeline_stage", {"pipeline": "enrolmnt"}, "there is no pipeline “enrolmnt”", "it looks like enrolment"),
        ("score", {"card": "pupil"}, "there is no scorecard “pupil”", "it looks like pupils"),
    ],
)
def test_unknown_names_get_the_nearest(
    reader: BookReader, tool: str, arguments: dict[str, Any], message: str, advice: str
) -> None:
    told = refusal(reader, tool, **arguments)
    assert told[0] == message
    assert told[1].startswith(advice)


def test_what_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    head = (OTHER / "content/regulations/teaching/level.md").read_text(encoding="utf-8").partition("\n---\n")[0]
    body = "## Как определить\n\n" + "Слово за словом. " * 5_000
    reader = BookReader(write_other(tmp_path, {"regulations/teaching/level.md": f"{head}\n---\n{body}"}), None)
    for name in ("УЧ-001", "УЧ-001#как-определить"):
        answer = ask(reader, "show", name=name)
        assert len(str(answer)) < MAX_ANSWER + 5_000
        assert answer["article"] == "УЧ-001"
        assert answer["cut"].startswith("the answer was too long")
    assert "cut" not in ask(reader, "show", name="ПР-001")
