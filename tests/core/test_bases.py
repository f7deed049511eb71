"""Which books lie under a book."""

from pathlib import Path

import pytest

from salesbook.core.bases import COMPANY, MOST, extended, fault, found, layers, shown, vouch
from salesbook.core.errors import UserError


def book(folder: Path, line: str = "") -> Path:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / COMPANY).write_bytes(f"name: Берег\n{line}\nlanguage: ru\n".encode())
    return folder


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("extends: ../base", "../base"),
        ("extends:   ../base  ", "../base"),
        ("extends: ../base # основа", "../base"),
        ("extends: ../base#1", "../base#1"),
        ("extends: '../моя основа'", "../моя основа"),
        ('extends: "../base" # основа', "../base"),
        ("extends: ../base\r", "../base"),
        ("# extends: ../base", None),
        ("  extends: ../base", None),
        ("extends:", None),
        ("extends: |", None),
        ("extends: [../base]", None),
        ('extends: "../b\\x61se"', None),
        ("extended: ../base", None),
    ],
)
def test_what_a_book_extends_stands_in_a_line(tmp_path: Path, line: str, named: str | None) -> None:
    assert extended(book(tmp_path, line)) == named


def test_a_line_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    assert extended(book(tmp_path, "extends: ../one")) == "../one"
    assert extended(book(tmp_path, "extends: ../three")) == "../three"


def test_layers_stand_in_order(tmp_path: Path) -> None:
    book(tmp_path / "ground")
    book(tmp_path / "base", "extends: ../ground")
    own = book(tmp_path / "own", "extends: ../base/../base")
    assert layers(own) == (own, tmp_path / "base", tmp_path / "ground")
    assert fault(own) is None
    assert vouch(own) == own
    assert layers(tmp_path / "ground") == (tmp_path / "ground",)
    assert shown(own, tmp_path / "ground") == "../ground"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("../nowhere", "it extends “../nowhere”, and no book is there: it has no content/company.yml"),
        ("../empty", "it extends “../empty”, and no book is there: it has no content/company.yml"),
        ("../linked", "it extends “../linked”, and no book is there: it has no content/company.yml"),
        ("../" + "x" * 300, "no book is there"),
        (".", "the book extends itself"),
        ("../own", "the book extends itself"),
        ("../circle", "books extend one another in a circle: own → circle → own"),
        ("/etc", "“/etc” cannot be the book that this one extends"),
        ("~/base", "“~/base” cannot be the book that this one extends"),
        ("..\\base", "“..\\base” cannot be the book that this one extends"),
    ],
)
def test_a_base_at_fault_ends_the_chain(tmp_path: Path, named: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    book(tmp_path / "linked" / "elsewhere")
    (tmp_path / "linked" / "content").symlink_to(tmp_path / "linked/elsewhere/content", target_is_directory=True)
    own = book(tmp_path / "own", f"extends: {named}")
    book(tmp_path / "circle", "extends: ../own")
    wrong = fault(own)
    assert wrong is not None
    assert message in wrong.message
    assert wrong.advice
    assert layers(own)[0] == own
    with pytest.raises(UserError, match=r"company\.yml: "):
        vouch(own)


def test_a_fault_further_down_names_the_file(tmp_path: Path) -> None:
    own = book(tmp_path / "own", "extends: ../base")
    base = book(tmp_path / "base", "extends: ../nowhere")
    wrong = fault(own)
    assert wrong is not None
    assert wrong.message.startswith("../base/content/company.yml: it extends")
    assert layers(own) == (own, base)


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    for n in range(MOST + 2):
        book(tmp_path / str(n), f"extends: ../{n + 1}")
    wrong = fault(tmp_path / "0")
    assert wrong is not None
    assert wrong.message == "the book is laid over more than 8 others"


def test_the_first_layer_that_has_a_file_gives_it(tmp_path: Path) -> None:
    base, own = book(tmp_path / "base"), book(tmp_path / "own", "extends: ../base")
    (base / "logo.svg").touch()
    assert found(own, COMPANY) == (own, own / COMPANY)
    assert found(own, "logo.svg") == (base, base / "logo.svg")
    assert found(own, "nothing") == (own, own / "nothing")
    assert found(base, "logo.svg") == (base, base / "logo.svg")
