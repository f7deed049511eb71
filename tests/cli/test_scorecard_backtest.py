"""`salesbook scorecard backtest`."""

import json
import re
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from salesbook.core import language
from tests.cli.ran import Command

HEADER = "Сделка,Бюджет,Срок,Готов к встрече,Отсев,Этап,Дата\n"


def table(count: int, *, won: str = "Успешно реализовано", lost: str = "Закрыто и не реализовано") -> str:
    """Return closed deals in which the budget alone tells, and knocked out ones."""
    random, lines = Random(5), []
    for n in range(count):
        answers = [random.choice((-1, 0, 1)) for _parameter in range(3)]
        outcome = won if random.random() < 0.3 + 0.25 * answers[0] else lost
        refused = "other-region" if n % 50 == 0 else ""
        cells = ",".join(str(answer) for answer in answers)
        lines.append(f"Сделка {n},{cells},{refused},{outcome},{n % 28 + 1:02}.{n % 12 + 1:02}.2025")
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(table(900), encoding="utf-8")
    return path


def test_for_a_head_of_sales(salesbook: Command, deals: Path) -> None:
    ran = salesbook("scorecard", "backtest", deals, "--outcome", "Этап", "--period", "Дата")
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "882 deals, won: ",
        "There are enough deals",
        "Of a won deal and a lost one the card puts the won one higher in",
        "The card tells them apart, but not well.",
        "The best tenth of the deals",
        "the sign is right: more points go with more won deals",
        "Другой регион: refused 18, of them won all the same",
        "A from 1 on:",
        "without “Бюджет”: the card tells worse",
        "Hosmer–Lemeshow",
        "Brier 0.",
        "What has changed since ",
        "Segments: PSI 0.",
    ):
        assert words in ran.out
    assert ran.out.index("Бюджет") < ran.out.index("Готов к встрече")


def test_json(salesbook: Command, deals: Path) -> None:
    answer = salesbook("scorecard", "backtest", deals, "--outcome", "Этап", "--period", "Дата", "--json").json
    assert answer["trust"]["level"] == "good"
    assert answer["total"]["low"] < answer["total"]["auc"] < answer["total"]["high"]
    assert answer["total"]["gini"] == pytest.approx(2 * answer["total"]["auc"] - 1, abs=2e-6)
    assert sum(segment["deals"] for segment in answer["segments"].values()) == answer["deals"]["deals"] == 882
    assert answer["knockouts"]["other-region"]["deals"] == answer["refused"]["deals"] == 18
    assert answer["parameters"]["budget"]["sign"] == "right"
    assert answer["parameters"]["budget"]["answers"]["plus"]["weight_of_evidence"] > 0
    assert answer["weights"]["budget"]["0"] < answer["total"]["auc"]
    assert len(answer["tenths"]) == 10
    assert answer["drift"]["since"].startswith("2025-")
    assert answer["left_out"] == {"open": 0, "unscored": 0, "undated": 0, "reasons": []}


def test_too_few_deals_show_no_figures(salesbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(table(20), encoding="utf-8")
    ran = salesbook("scorecard", "backtest", path, "--outcome", "Этап")
    assert ran.code == 0
    assert "Too few deals" in ran.out
    assert "AUC" not in ran.out
    answer = salesbook("scorecard", "backtest", path, "--outcome", "Этап", "--json").json
    assert (answer["trust"]["level"], answer["total"], answer["weights"]) == ("none", None, {})
    assert answer["parameters"]["budget"]["information_value"] is None


def test_few_deals_are_hints(salesbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(table(150), encoding="utf-8")
    out = salesbook("scorecard", "backtest", path, "--outcome", "Этап").out
    assert "Few deals: deals won" in out
    assert "AUC" in out


def test_what_is_won_is_named(salesbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(table(200, won="Ключи выданы", lost="Купил у других"), encoding="utf-8")
    ran = salesbook("scorecard", "backtest", path, "--outcome", "этап")
    assert (ran.code, ran.out) == (2, "")
    assert "it is not known whether these outcomes in “этап” are won: «" in ran.err
    assert salesbook("scorecard", "backtest", path, "--outcome", "Этап", "--won", "ключи выданы").code == 0
    ran = salesbook("scorecard", "backtest", path, "--outcome", "Этап", "--won", "Ключ выдан")
    assert (ran.code, ran.out) == (2, "")
    assert "no deal has the outcome “ключ выдан”" in ran.err


def test_rows_that_prove_nothing_are_told_of(salesbook: Command, deals: Path) -> None:
    more = "А,1,0,0,,В работе,01.01.2025\nБ,7,0,0,,Отказ,01.01.2025\n"
    deals.write_text(deals.read_text(encoding="utf-8") + more, encoding="utf-8")
    ran = salesbook("scorecard", "backtest", deals, "--outcome", "Этап")
    assert ran.code == 0
    assert "1 deal has not ended and is left out" in ran.err
    assert "1 row cannot be scored and is left out (row 903: “Бюджет” (budget): «7» is not an answer)" in ran.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--outcome", "Стадия"], "there is no column “Стадия”"),
        (["--outcome", "Этап", "--period", "Сделка"], "no cell of the column “Сделка” is a day"),
        (["--outcome", "Этап", "--since", "2025-06-01"], "--since goes with --period"),
        (["--outcome", "Этап", "--since", "июнь", "--period", "Дата"], "“июнь” is no day"),
        ([], "--outcome"),
    ],
)
def test_mistakes(salesbook: Command, deals: Path, options: list[str], message: str) -> None:
    ran = salesbook("scorecard", "backtest", deals, *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_list_of_leads(salesbook: Command) -> None:
    lead = {"knockouts": [], "scores": {"budget": 1, "timing": 0, "meeting": 0}}
    listed = [lead | {"won": n % 2 == 0} for n in range(30)]
    answer = salesbook("scorecard", "backtest", "-", "--outcome", "won", "--json", stdin=json.dumps(listed)).json
    assert (answer["deals"]["deals"], answer["deals"]["won"]) == (30, 15)
    ran = salesbook("scorecard", "backtest", "-", "--outcome", "wom", stdin=json.dumps(listed))
    assert (ran.code, ran.out) == (2, "")
    assert "no lead of the file has the field “wom”" in ran.err


def test_no_deal_at_all(salesbook: Command) -> None:
    ran = salesbook("scorecard", "backtest", "-", "--outcome", "won", stdin="[{knockouts: [], scores: {}, won: 1}]")
    assert (ran.code, ran.out) == (2, "")
    assert "the file has no closed deal that can be scored" in ran.err


def test_a_chart(salesbook: Command, deals: Path, root: Path, tmp_path: Path) -> None:
    card = root / "content/scorecards/leads.yml"
    text = card.read_text(encoding="utf-8").replace("title: Карта лида", "title: '<script>alert(1)</script> & \"\\x1b'")
    card.write_text(text, encoding="utf-8")
    chart = tmp_path / "chart.svg"
    assert salesbook("scorecard", "backtest", deals, "--outcome", "Этап", "--svg", chart).code == 0
    picture = ElementTree.fromstring(chart.read_bytes())
    names = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert names == {"svg", "title", "rect", "text", "path", "polyline"}
    attributes = {name for element in picture.iter() for name in element.attrib}
    assert not any(name.startswith("on") or "href" in name for name in attributes)
    assert "<script>alert(1)</script>" in "".join(picture.itertext())
    inside = salesbook("scorecard", "backtest", deals, "--outcome", "Этап", "--svg", root / "chart.svg")
    assert inside.code == 2


def test_days_of_crms(salesbook: Command, tmp_path: Path) -> None:
    forms = ("{:02}.05.2025 10:00:00", "{:02}.07.2025 9:05", "2025-05-{:02}T00:30:00+03:00", "2025-07-{:02} 10:00:00")
    rows = [f"{n % 2};1;1;{n % 3 % 2};{forms[n % 4].format(1 + n % 28)}" for n in range(200)]
    source = tmp_path / "deals.csv"
    source.write_text("\n".join(["Итог;budget;timing;meeting;Дата", *rows, "1;1;1;1;не закрыта"]), encoding="cp1251")
    words = ("--outcome", "Итог", "--period", "Дата", "--json", "--since")
    answers = [
        salesbook("scorecard", "backtest", source, *words, day).json for day in ("2025-06-01", "01.06.2025 0:00")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["left_out"]["undated"] == 1
    assert [answers[0]["drift"][name]["deals"] for name in ("earlier", "later")] == [100, 100]


def test_of_fewer_than_ten_deals_counts_are_shown(salesbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    rows = table(60).splitlines()
    path.write_text(
        "\n".join([*rows, "А,1,1,1,,Сделка успешна,01.01.2025", "Б,1,1,1,,Сделка провалена,01.01.2025"]),
        encoding="utf-8",
    )
    out = salesbook("scorecard", "backtest", path, "--outcome", "Этап").out
    assert [line.split()[4:8] for line in out.splitlines() if line.strip().startswith("A · Вип")] != []
    for line in out.splitlines():
        cells = line.split()
        if line.strip().startswith(("A · ", "B · ", "C · ")) and int(cells[3]) < 10:
            assert " of " in line and "%" not in line
    assert "other-region" not in out
    refused = next(line for line in out.splitlines() if "Другой регион" in line)
    assert "%" not in refused


def test_in_russian(salesbook: Command, deals: Path) -> None:
    language.speak("ru")
    out = salesbook("scorecard", "backtest", deals, "--outcome", "Этап", "--period", "Дата").out
    assert "2025-" not in out
    assert re.search(r"с\s\d+\s[а-я]+\s2025\sгода", out)
    cases = re.search(r"(\d+) (случае|случаях) из 100", out)
    assert cases is not None
    assert (cases[2] == "случае") == (int(cases[1]) % 10 == 1 and int(cases[1]) != 11)
    assert "WOE" in out and "%Y" not in out
