"""`make search-quality` measures with questions that the book can answer, of every class in both parts."""

from collections import Counter

from bench.search_quality import Answer, Question, for_tuning, kept_aside, misses, read_questions, table
from tests.demo_book.demo import demo_book

BOOK = demo_book()
QUESTIONS = read_questions()


def test_right_pages_are_items_of_the_book() -> None:
    assert [(q.ask, name) for q in QUESTIONS for name in q.right if name not in BOOK.items] == []
    assert [q.ask for q in QUESTIONS if not 1 <= len(q.right) == len(set(q.right)) <= 5] == []


def test_no_question_is_asked_twice() -> None:
    assert [ask for ask, times in Counter(question.ask for question in QUESTIONS).items() if times > 1] == []


def test_both_parts_have_every_class() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert set(Counter(question.kind for question in kept_aside(QUESTIONS))) == set(kinds)
    assert {kind for kind, many in kinds.items() if many < 20} == set()
    first = Counter(question.kind for question in kept_aside(QUESTIONS[:360]))
    assert set(first.values()) == {10}
    assert sorted(for_tuning(QUESTIONS) + kept_aside(QUESTIONS), key=QUESTIONS.index) == list(QUESTIONS)


def test_a_page_counts_by_its_place() -> None:
    asked = Question("скидками", "forms", ("regulation:discounts", "faq:payments"))
    places = [("faq:payments",), ("glossary", "crm", "regulation:discounts"), ("a", "b", "c", "faq:payments"), ()]
    answers = [Answer(asked, names) for names in places]
    assert "| forms | 4 | 25 % | 50 % | 25 % |" in list(table(answers))
    assert [line.partition(" — ")[2] for line in misses(answers)] == [
        "a, b, c; right: regulation:discounts, faq:payments",
        "nothing; right: regulation:discounts, faq:payments",
    ]
