"""Facts from `--set field=value`, alone and over those of a file."""

import pytest

from salesbook.letters.flags import flagged, laid_over
from salesbook.models.letter import Letter

LETTER = Letter.model_validate(
    {
        "title": "Письмо",
        "channels": ["email"],
        "regulation": "ОП-001",
        "purpose": "Проба.",
        "body": "x",
        "fields": [
            {"id": "client", "label": "Клиент", "type": "line"},
            {"id": "liked", "label": "Что понравилось", "type": "list"},
            {
                "id": "meeting",
                "label": "Встреча",
                "type": "group",
                "fields": [
                    {"id": "date", "label": "День", "type": "date"},
                    {"id": "bring", "label": "Что взять", "type": "list"},
                ],
            },
        ],
    }
)


@pytest.mark.parametrize(
    ("settings", "facts"),
    [
        ([], {}),
        (["client=Анна"], {"client": "Анна"}),
        ([" client =Анна = Петровна"], {"client": "Анна = Петровна"}),
        (["client="], {"client": ""}),
        (["liked=вид; море", "liked=этаж"], {"liked": ["вид; море", "этаж"]}),
        (["liked="], {"liked": []}),
        (["meeting.date=завтра", "meeting.bring=паспорт"], {"meeting": {"date": "завтра", "bring": ["паспорт"]}}),
        (["nothing=1", "meeting.nothing=2"], {"nothing": "1", "meeting": {"nothing": "2"}}),
        (["meeting=завтра", "meeting.date=завтра"], {"meeting": "завтра"}),
    ],
)
def test_flags_say_what_a_file_would(settings: list[str], facts: dict[str, object]) -> None:
    assert flagged(LETTER, settings) == (facts, [])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (["client"], "--set «client» sets no field"),
        (["=Анна"], "--set «=Анна» sets no field"),
        (["client=Анна", "client=Мария"], "the field “client” is set twice"),
        (["meeting.date=завтра", "meeting.date=вчера"], "the field “meeting.date” is set twice"),
    ],
)
def test_flags_that_are_none(settings: list[str], message: str) -> None:
    facts, faulty = flagged(LETTER, [*settings, "liked=вид", "nothing"])
    assert [each.message for each in faulty] == [message, "--set «nothing» sets no field"]
    assert all(each.advice for each in faulty)
    assert facts["liked"] == ["вид"]


@pytest.mark.parametrize(
    ("facts", "flags", "merged"),
    [
        ({"client": "Анна", "liked": ["а"]}, {"liked": ["б"]}, {"client": "Анна", "liked": ["б"]}),
        ({"meeting": {"date": 1, "bring": []}}, {"meeting": {"date": 2}}, {"meeting": {"date": 2, "bring": []}}),
        ({"meeting": "завтра"}, {"meeting": {"date": 2}}, {"meeting": {"date": 2}}),
        ([1], {"client": "Анна"}, [1]),
    ],
)
def test_flags_win_over_a_file(facts: object, flags: dict[str, object], merged: object) -> None:
    assert laid_over(facts, flags) == merged
