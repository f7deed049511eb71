"""`salesbook scorecard`: which cards there are."""

from pathlib import Path

from tests.cli.ran import Command


def test_the_cards_are_listed(salesbook: Command) -> None:
    ran = salesbook("scorecard")
    assert ran.code == 0
    assert "leads" in ran.out.splitlines()[1]
    assert "2026-11" in ran.out
    (card,) = salesbook("scorecard", "--json").json["scorecards"]
    assert card["name"] == "leads"
    assert card["parameters"] == ["budget", "timing", "meeting"]
    assert card["totals"] == {"lowest": -3, "highest": 3}


def test_a_card_that_cannot_be_read_is_told_of(salesbook: Command, root: Path) -> None:
    (root / "content/scorecards/leads.yml").write_text("title: 1", encoding="utf-8")
    ran = salesbook("scorecard")
    assert "1 file has errors and is left out" in ran.err


def test_a_card_as_sql(salesbook: Command, tmp_path: Path) -> None:
    import duckdb

    ran = salesbook("scorecard", "sql", "duckdb", "--table", "main.leads", "--keep", "id")
    assert (ran.code, ran.err) == (0, "")
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE leads AS SELECT 7 AS id, 1 AS budget, '1,0' AS timing, '+1' AS meeting, NULL AS knockouts"
        )
        cursor = connection.execute(ran.out)
        names = [column[0] for column in cursor.description or ()]
        assert names == ["id", "scored", "total", "segment", "knocked_out", "block_request", "block_talk", "card"]
        (row,) = cursor.fetchall()
        assert row[:-1] == (7, True, 3, "A", None, 2, 1)
        assert row[-1].startswith("leads@2026-11:")
    mapping = tmp_path / "map.yml"
    mapping.write_text("columns: {Сумма: budget, 'a\"; DROP': timing}\n", encoding="utf-8")
    ran = salesbook("scorecard", "sql", "clickhouse", "--map", mapping)
    assert '"a""; DROP"' in ran.out
    assert "lowerUTF8" in ran.out


def test_sql_that_cannot_be_written(salesbook: Command, tmp_path: Path) -> None:
    assert "the value “oracle” does not fit" in salesbook("scorecard", "sql", "oracle").err
    mapping = tmp_path / "map.yml"
    mapping.write_text("columns: {Сумма: bugdet}\n", encoding="utf-8")
    ran = salesbook("scorecard", "sql", "spark", "--map", mapping)
    assert (ran.code, ran.out) == (2, "")
    assert "it looks like budget" in ran.err
