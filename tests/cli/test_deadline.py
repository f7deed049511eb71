"""`salesbook deadline`."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from salesbook.calendar import clock
from salesbook.cli.completion import complete_words
from salesbook.core import language
from tests.books import BASE, base_text, changed, write_book
from tests.cli.ran import Command

NOW = datetime(2026, 11, 25, 9, 30, 15, 500, tzinfo=UTC)
"""Wednesday, half past twelve in Moscow."""


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_answer_explains_itself(salesbook: Command) -> None:
    ran = salesbook("deadline", "1 working day", "--from", "30.12.2026 17:50", "--zone", "Asia/Vladivostok")
    assert (ran.code, ran.err) == (0, "")
    assert plain(ran.out).splitlines() == [
        "Deadline: Monday, January 11, 2027, 18:00 (Europe/Moscow, UTC+3)",
        "  for the client: Tuesday, January 12, 2027, 01:00 (Asia/Vladivostok, UTC+10)",
        "1 working day from: Wednesday, December 30, 2026, 17:50",
        "Do not count:",
        "  Thursday, December 31 — day off moved from January 4",
        "  January 1–6 — holiday: Новогодние каникулы",
        "  Thursday, January 7 — holiday: Рождество Христово",
        "  Friday, January 8 — holiday: Новогодние каникулы",
        "  January 9–10 — day off",
    ]


def test_in_russian(salesbook: Command) -> None:
    language.speak("ru")
    ran = salesbook("deadline", "3 рабочих дня", "--from", "31.10.2025 10:00")
    assert plain(ran.out).splitlines() == [
        "Срок: четверг, 6 ноября 2025 года, 18:00 (Europe/Moscow, UTC+3)",
        "3 рабочих дня от: пятница, 31 октября 2025 года, 10:00",
        "Не считаются:",
        "  воскресенье, 2 ноября — выходной",
        "  понедельник, 3 ноября — выходной, перенесённый с 1 ноября",
        "  вторник, 4 ноября — праздник: День народного единства",
        "Считаются не как обычно:",
        "  суббота, 1 ноября — рабочий день вместо 3 ноября, сокращённый день, до 17:00",
    ]


@pytest.mark.parametrize("name", ["first_contact", "fact.first_contact", " first_contact "])
def test_a_figure_of_the_book(salesbook: Command, name: str) -> None:
    answer = salesbook("deadline", name, "--from", "wed 17:50", "--json").json
    assert answer["term"] == {"words": "15\u00a0minutes", "amount": 15, "unit": "minutes", "figure": "first_contact"}
    assert answer["due"] == "2026-11-26T09:05:00+03:00"
    assert "Первый звонок, 15 minutes, from: Wednesday" in plain(salesbook("deadline", name).out)


def test_json(salesbook: Command) -> None:
    answer = salesbook("deadline", "1 day", "--from", "2024-12-27T23:30Z", "--zone", "asia/tokyo", "--json").json
    assert answer == {
        "version": 1,
        "term": {"words": "1\u00a0day", "amount": 1, "unit": "days", "figure": None},
        "department": None,
        "zone": "Europe/Moscow",
        "from": "2024-12-28T02:30:00+03:00",
        "due": "2025-01-09T18:00:00+03:00",
        "last_day": "2025-01-09",
        "client": {"zone": "Asia/Tokyo", "due": "2025-01-10T00:00:00+09:00"},
        "skipped": [
            {"day": "2024-12-29", "reason": "week", "short": False, "words": "day off"},
            {"day": "2024-12-30", "reason": "transfer", "short": False, "words": "day off moved from December\u00a028"},
            {"day": "2024-12-31", "reason": "transfer", "short": False, "words": "day off moved from January\u00a07"},
            *(
                {"day": f"2025-01-0{n}", "reason": "holiday", "short": False, "words": f"holiday: {name}"}
                for n, name in enumerate(["Новогодние каникулы"] * 6 + ["Рождество Христово", "Новогодние каникулы"], 1)
            ),
        ],
        "special": [],
        "notes": [],
    }


def test_days_that_count_otherwise_than_usual(salesbook: Command) -> None:
    answer = salesbook("deadline", "1 working day", "--from", "2025-10-31T10:00", "--json").json
    assert answer["special"] == [
        {
            "day": "2025-11-01",
            "reason": "transfer",
            "short": True,
            "words": "worked in place of November\u00a03, short day, until 17:00",
            "closes": "17:00",
        }
    ]


def test_the_term_needs_no_quotes(salesbook: Command) -> None:
    assert (
        salesbook("deadline", "2", "working", "days", "--from", "fri 18:50", "--json").json["last_day"] == "2026-12-01"
    )
    assert "«2 working week» is neither a term" in salesbook("deadline", "2", "working", "week").err


def test_from_now_by_default(salesbook: Command) -> None:
    answer = salesbook("deadline", "15 minutes", "--json").json
    assert (answer["from"], answer["due"]) == ("2026-11-25T12:30:15+03:00", "2026-11-25T12:45:15+03:00")


def test_midnight_is_that_of_the_day_before(salesbook: Command, root: Path) -> None:
    write_book(root, changed("company.yml", ("closes: '18:00'", "closes: '24:00'")))
    ran = salesbook("deadline", "1 working day")
    assert plain(ran.out).startswith("Deadline: Thursday, November 26, 2026, 24:00 (Europe/Moscow, UTC+3)\n")
    special = salesbook("deadline", "1 working day", "--from", "2026-11-02", "--json").json["special"]
    assert [day["closes"] for day in special] == ["23:00"]


def test_a_department_works_by_its_own_clocks(salesbook: Command, root: Path) -> None:
    department = "prefix: МК, time_zone: Asia/Vladivostok"
    write_book(root, changed("company.yml", ("prefix: МК", department)))
    ran = salesbook("deadline", "1 working day", "--from", "today 10:00", "--department", "marketing")
    assert (ran.code, ran.err) == (0, "")
    assert plain(ran.out).splitlines() == [
        "Deadline: Thursday, November 26, 2026, 18:00 (Asia/Vladivostok, UTC+10)",
        "  for the company: Thursday, November 26, 2026, 11:00 (Europe/Moscow, UTC+3)",
        "1 working day from: Wednesday, November 25, 2026, 10:00 (Asia/Vladivostok, UTC+10); "
        "by the hours of the department “Маркетинг”",
    ]
    answer = salesbook("deadline", "1 working day", "--department", "marketing", "--json").json
    assert (answer["zone"], answer["due"]) == ("Asia/Vladivostok", "2026-11-26T18:00:00+10:00")
    assert "for the company" not in salesbook("deadline", "1 working day", "--department", "sales").out
    assert "Europe/Moscow" in salesbook("deadline", "1 working day").out


def test_a_department_s_zone_that_there_is_not_is_told_as_the_company_s_is(salesbook: Command, root: Path) -> None:
    write_book(root, changed("company.yml", ("prefix: МК", "prefix: МК, time_zone: Хабаровск")))
    told = "there is no time zone “Хабаровск”: counted in UTC, mend content/company.yml"
    assert told in salesbook("deadline", "1 day", "--department", "marketing").err
    assert salesbook("deadline", "1 day", "--department", "sales").err == ""


def test_a_department_works_its_own_hours(salesbook: Command, root: Path) -> None:
    own = "prefix: МК, hours: [{days: [sat], opens: '10:00', closes: '14:00'}]}"
    write_book(root, changed("company.yml", ("prefix: МК}", own)))
    ran = salesbook("deadline", "1 рабочий день", "--department", "marketing")
    assert plain(ran.out).splitlines()[:2] == [
        "Deadline: Saturday, November 28, 2026, 14:00 (Europe/Moscow, UTC+3)",
        "1 working day from: Wednesday, November 25, 2026, 12:30; by the hours of the department “Маркетинг”",
    ]
    answer = salesbook("deadline", "1 рабочий день", "--department", "sales", "--json").json
    assert (answer["department"], answer["last_day"]) == ("sales", "2026-11-26")


DECREE = (
    "year: 2028\nsource: Постановление\ndays_off: [2028-01-10]\nworking_days: [2028-01-15]\nshort_days: [2028-01-14]\n"
)


def test_a_decree_of_the_book_is_counted(salesbook: Command, root: Path) -> None:
    write_book(root, {"calendars/2028.yml": DECREE})
    ran = salesbook("deadline", "5 working days", "--from", "2028-01-07")
    assert plain(ran.out).splitlines()[2:] == [
        "Do not count:",
        "  Saturday, January 8 — holiday: Новогодние каникулы",
        "  Sunday, January 9 — day off",
        "  Monday, January 10 — day off: Постановление",
        "Count otherwise than usual:",
        "  Friday, January 14 — short day, until 17:00",
        "  Saturday, January 15 — worked: Постановление",
    ]
    assert ran.err == ""


def test_a_year_without_a_decree_is_told_of(salesbook: Command) -> None:
    ran = salesbook("deadline", "2 years", "--from", "2029-11-01")
    assert "not all days off of 2030, 2031 are known yet" in ran.err
    assert "content/calendars/2030.yml" in ran.err
    notes = salesbook("deadline", "5 years", "--from", "2029-11-01", "--json").json["notes"]
    assert [note[:47] for note in notes] == ["not all days off of 2030, 2031, 2032… are known"]
    assert salesbook("deadline", "5 years", "--from", "2021-11-01", "--json").json["notes"] == []


def test_days_of_the_company_are_named(salesbook: Command, root: Path) -> None:
    own = "country: RU\n  days_off: [2026-11-26]\n  working_days: [2026-11-28]"
    write_book(root, changed("company.yml", ("country: RU", own)))
    assert plain(salesbook("deadline", "2 working days").out).splitlines()[2:] == [
        "Do not count:",
        "  Thursday, November 26 — the company does not work",
        "Count otherwise than usual:",
        "  Saturday, November 28 — the company works",
    ]


def test_a_short_day_of_an_hour_and_a_holiday_at_the_weekend(salesbook: Command, root: Path) -> None:
    hours = ("closes: '18:00'", "closes: '10:00'"), ("[mon, tue,", "[mon, sat, tue,")
    write_book(root, changed("company.yml", *hours))
    assert plain(salesbook("deadline", "1 working day", "--from", "2026-03-06").out).splitlines()[2:] == [
        "Do not count:",
        "  Saturday, March 7 — nothing is left of the short day",
        "  Sunday, March 8 — holiday: Международный женский день",
        "  Monday, March 9 — day off for a holiday at the weekend",
    ]


def test_a_long_list_of_days_ends(salesbook: Command) -> None:
    lines = salesbook("deadline", "120 working days").out.splitlines()
    (more,) = [line for line in lines if "more line" in line]
    start = lines.index("Do not count:")
    assert lines.index(more) == start + 13
    assert len(salesbook("deadline", "120 working days", "--json").json["skipped"]) > 50


def test_rows_of_days_over_two_months(salesbook: Command) -> None:
    out = plain(salesbook("deadline", "1 working day", "--from", "2027-07-30 10:00").out)
    assert "  July 31 – August 1 — day off\n" in out
    language.speak("ru")
    out = plain(salesbook("deadline", "1 working day", "--from", "27.11.2026 10:00").out)
    assert "  28–29 ноября — выходной\n" in out


@pytest.mark.parametrize(("zone", "words"), [("America/New_York", "UTC−5"), ("Asia/Kathmandu", "UTC+5:45")])
def test_how_far_a_zone_is_from_utc(salesbook: Command, zone: str, words: str) -> None:
    assert f"({zone}, {words})" in salesbook("deadline", "1 day", "--zone", zone).out
    assert "(Africa/Abidjan)\n" in salesbook("deadline", "1 day", "--zone", "Africa/Abidjan").out


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (["fisrt_contact"], "«fisrt_contact» is neither a term nor a figure", "it looks like first_contact"),
        (["когда-нибудь"], "«когда-нибудь» is neither a term nor a figure", "write it as “2 working days”"),
        (["-5 минут"], "there is no option", ""),
        (["0 minutes"], "«0 minutes» is neither a term", "write it as"),
        (["9" * 5000 + " дней"], "…» is neither a term", "write it as"),
        (
            ["mailing_frequency"],
            "the figure “mailing_frequency” is no time",
            "figures of time: first_contact, last_contact",
        ),
        (["1 day", "--from", "когда-то"], "«когда-то» is no moment", "write it as “today 17:40”"),
        (["1 day", "--from", ""], "«» is no moment", "write it as “today 17:40”"),
        (["1 day", "--from", "31.11"], "«31.11» is no moment", "write it as “today 17:40”"),
        (["1 day", "--department", "markting"], "there is no department “markting”", "it looks like marketing"),
        (["1 day", "--department", "юристы"], "there is no department “юристы”", "there are: sales, marketing"),
        (
            ["1 day", "--zone", "Asia/Vladivistok"],
            "there is no time zone “Asia/Vladivistok”",
            "it looks like Asia/Vladivostok",
        ),
        (["1 day", "--zone", "щ" * 900], "there is no time zone", "write it as Europe/Moscow"),
        (["1 day", "--zone", "../../etc/passwd"], "there is no time zone “../../etc/passwd”", ""),
        (["8000 years"], "days before 1900 and after 2199 are not counted", "give a nearer day"),
        ([], "“TERM” is missing", ""),
    ],
)
def test_mistakes(salesbook: Command, arguments: list[str], message: str, advice: str) -> None:
    ran = salesbook("deadline", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert advice in ran.err
    assert len(ran.err) < 500


def test_figures_of_time_are_not_all_listed(salesbook: Command, root: Path) -> None:
    many = "".join(f"  - {{id: term_{n}, name: Срок, value: {n}, unit: days}}\n" for n in range(1, 20))
    write_book(root, {"company.yml": base_text("company.yml") + many})
    advice = salesbook("deadline", "mailing_frequency").err
    assert "term_6 …" in advice
    assert "term_7" not in advice


@pytest.mark.parametrize("name", ["company.yml", "calendars/2029.yml"])
def test_a_calendar_that_cannot_be_read_is_not_counted_by(salesbook: Command, root: Path, name: str) -> None:
    write_book(root, {name: "year: [\n"})
    ran = salesbook("deadline", "1 day")
    assert ran.code == 1
    assert "has errors in its file" in ran.err
    assert f"content/{name}" in ran.out
    assert "Deadline" not in ran.out


def test_a_company_of_no_zone_is_told_of(salesbook: Command, root: Path) -> None:
    write_book(root, changed("company.yml", ("Europe/Moscow", "Москва")))
    ran = salesbook("deadline", "1 day")
    assert "(UTC)" in ran.out
    assert "there is no time zone “Москва”: counted in UTC" in ran.err


def test_a_company_that_never_works(salesbook: Command, root: Path) -> None:
    write_book(root, changed("company.yml", ("closes: '18:00'", "closes: '09:00'")))
    ran = salesbook("deadline", "1 day")
    assert ran.code == 2
    assert "nobody works on any day of the week" in ran.err


def test_figures_and_departments_are_completed(root: Path) -> None:
    context = cast(Any, SimpleNamespace(find_root=lambda: SimpleNamespace(params={"book": root})))
    assert complete_words("fact")(context, "last") == [("last_contact", "Предел без контакта")]
    assert [name for name, _words in complete_words("department")(context, "")] == ["sales", "marketing"]
    nowhere = cast(Any, SimpleNamespace(find_root=lambda: SimpleNamespace(params={"book": root.parent})))
    assert complete_words("fact")(nowhere, "") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["check", "--no-cache"],
        ["list"],
        ["letter"],
        ["pipeline"],
        ["deadline", "--help"],
        ["show", "company"],
    ],
)
def test_nobody_waits_for_the_calendar_who_counts_no_days(arguments: list[str]) -> None:
    program = "import sys; from salesbook.cli import main\ntry: main()\nfinally: print('holidays' in sys.modules)"
    command = [sys.executable, "-c", program, "--book", str(BASE), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.split()[-1]) == (0, "False"), done.stderr


def test_a_department_by_its_name(salesbook: Command) -> None:
    ran = salesbook("deadline", "15 minutes", "--from", "2026-11-25T12:00", "--department", "отдел продаж", "--json")
    assert (ran.code, ran.json["department"]) == (0, "sales")
