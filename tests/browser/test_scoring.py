"""The script of a scorecard's form adds up, names and asks what the terminal does, whatever the card."""

import json
import random
from math import erf
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.language import Translations, spoken
from salesbook.models.scorecard import Scorecard
from salesbook.output.scores import score_text, signed
from salesbook.pages.lead_form import lead_form
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool
from salesbook.scoring.explanation import explain
from salesbook.scoring.score import Lead, covers, read_lead, score
from tests.books import BASE
from tests.browser.forms import chance_answers, chance_card, open_form, places, with_segments

pytestmark = pytest.mark.browser
CARDS, LEADS = 60, 20


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(BASE)[0]


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory, book: Book) -> Any:
    context = browser.new_context()
    yield open_form(context, tmp_path_factory.mktemp("form"), form_of(book, chance_card(0)))
    context.close()


def form_of(book: Book, card: Scorecard) -> Tool:
    item = book.items["scorecard:leads"]
    return lead_form(item, card, Sayings(Writer(Places(book)), item), Translations(spoken()))


def test_sums_segments_and_words_are_those_of_the_terminal(page: Any, book: Book) -> None:
    bounds = 0
    for seed in range(CARDS):
        card, chance = chance_card(seed), random.Random(seed)
        assert covers(card), seed
        leads = [chance_answers(card, chance) for _ in range(LEADS)]
        told = page.evaluate(
            """([data, leads]) => {
              const card = leadScoring.read(data);
              return leads.map(answers => {
                const { blocks, total, segment, rules, unknown, leftOut } = leadScoring.score(card, answers);
                const words = value => leadScoring.words(value, card);
                const whole = { lead: "заявка 118", held: [], answers };
                return [blocks.map(words), words(total), segment.id, rules.map(rule => rule.action), unknown, leftOut,
                        leadScoring.text(card, whole), leadScoring.file(card, whole)];
              });
            }""",
            [form_of(book, card).data, [places(card, answers) for answers in leads]],
        )
        for answers, (blocks, total, segment, rules, unknown, left_out, text, file) in zip(leads, told, strict=True):
            lead = Lead((), answers, "заявка 118")
            result = score(lead, card)
            assert result.total is not None
            assert result.segment is not None
            assert blocks == [signed(points) for points in result.blocks.values()], seed
            assert (total, segment) == (signed(result.total), result.segment.id), seed
            assert rules == [rule.action for rule in result.rules], seed
            assert [card.parameters()[n] for n in unknown] == [each.parameter for each in result.unknown]
            assert [card.parameters()[n] for n in left_out] == [e.parameter for e in result.unknown if e.counts is None]
            assert text == score_text(book, card, lead, result), seed
            again, unfit = read_lead(json.loads(file), card)
            assert unfit == []
            assert again is not None
            assert (again.answers, again.knockouts, again.lead) == (answers, (), "заявка 118")
            bounds += result.total in (result.segment.from_, result.segment.to)
    assert bounds > CARDS  # totals at a bound are where arithmetic goes wrong


def test_a_knock_out_is_told_as_the_terminal_tells_it(page: Any, book: Book) -> None:
    cards = [card for card in map(chance_card, range(CARDS)) if card.knockouts]
    for card in cards:
        held = tuple(k.id for k in card.knockouts)[-2:]
        first = len(card.knockouts) - len(held)
        text, file = page.evaluate(
            """([data, held]) => {
              const card = leadScoring.read(data);
              const lead = { lead: "", held, answers: card.parameters.map(() => 0) };
              return [leadScoring.text(card, lead), leadScoring.file(card, lead)];
            }""",
            [form_of(book, card).data, list(range(first, len(card.knockouts)))],
        )
        lead, unfit = read_lead(json.loads(file), card)
        assert (unfit, lead and (lead.knockouts, lead.answers)) == ([], (held, {}))
        assert lead is not None
        assert text == score_text(book, card, lead, score(lead, card))


def told_questions(page: Any, book: Book, card: Scorecard, leads: list[dict[str, str]]) -> list[Any]:
    answers: list[Any] = page.evaluate(
        """([data, leads]) => {
          const card = leadScoring.read(data);
          return leads.map(answers => {
            const { questions, possible } = leadScoring.explain(card, answers);
            return [questions.map(each => card.parameters[each.place].id), questions.map(each => each.bits),
                    possible.map(n => card.segments[n].id)];
          });
        }""",
        [form_of(book, card).data, [places(card, answers) for answers in leads]],
    )
    return answers


def test_what_to_ask_next_is_what_the_terminal_asks(page: Any, book: Book) -> None:
    many = 0
    for seed in range(CARDS):
        card, chance = chance_card(seed), random.Random(seed)
        leads = [chance_answers(card, chance, share) for share in (0, 0.3, 0.5, 0.7, 0.9, 1)]
        for answers, (ids, bits, possible) in zip(leads, told_questions(page, book, card, leads), strict=True):
            said = explain(Lead((), answers), card)
            assert bits == pytest.approx([question.bits for question in said.questions], abs=1e-8), seed
            assert ids == [question.parameter.id for question in said.questions], seed
            assert possible == [segment.id for segment, _share in said.possible], seed
            many += len(ids) > 1
    assert many > CARDS


def test_a_card_too_large_for_an_exact_answer_is_asked_about_alike(page: Any, book: Book) -> None:
    chance = random.Random(7)

    def answers() -> list[dict[str, Any]]:
        return [{"id": f"a{n}", "text": "Так.", "points": chance.randint(-90_000, 90_000) / 100} for n in range(3)]

    parameters = [{"id": f"p{n}", "title": f"П{n}", "answers": answers()} for n in range(40)]
    small = chance_card(1).model_dump(by_alias=True, exclude_unset=True)
    whole = [small["segments"][0] | {"from": -(10**12), "to": 10**12}]
    blocks = [{"id": "b", "title": "Б", "parameters": parameters}]
    card = Scorecard.model_validate(small | {"blocks": blocks, "segments": whole, "rules": []})
    card = with_segments(card, random.Random(3))
    assert len(card.segments) > 1
    leads = [chance_answers(card, chance, share) for share in (0, 0.2, 0.4)]
    for given, (ids, bits, _possible) in zip(leads, told_questions(page, book, card, leads), strict=True):
        said = explain(Lead((), given), card)
        assert not any(question.exact for question in said.questions)
        assert len(ids) > 10
        assert bits == pytest.approx([question.bits for question in said.questions], abs=1e-8)
        assert ids == [question.parameter.id for question in said.questions]


def test_the_error_function_is_that_of_the_machine(page: Any) -> None:
    points = [n / 64 for n in range(-420, 421)]
    told = page.evaluate("points => points.map(leadScoring.erf)", points)
    assert told == pytest.approx([erf(x) for x in points], abs=4e-16, rel=4e-15)


def test_the_form_asks_nobody_and_breaks_nowhere(page: Any) -> None:
    assert page.faults == []
