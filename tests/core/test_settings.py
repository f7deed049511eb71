"""salesbook.toml: what it may say, and what is said of everything else."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import Severity
from salesbook.core.errors import UserError
from salesbook.core.settings import FILE, Exemption, Settings, load

WHOLE = """\
[check]
select = ["broken-link", "schema"]
ignore = ["unused-field"]
baseline = "checks/known.json"
yo = "always"
public = ["+7 900 000-00-00", "@example.com"]

[check.severity]
broken-link = "warning"

[[check.except]]
paths = ["content/faq/*.yml", "content/book/old*"]
ignore = ["missing-anchor"]
"""


def loaded(root: Path, text: str | bytes) -> Settings:
    (root / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(root)


def refused(root: Path, text: str | bytes) -> tuple[str, str]:
    with pytest.raises(UserError) as raised:
        loaded(root, text)
    assert FILE in raised.value.message
    return raised.value.message, raised.value.advice


def test_a_book_needs_none(tmp_path: Path) -> None:
    assert load(tmp_path) == loaded(tmp_path, "") == loaded(tmp_path, "[check]\n") == Settings()


def test_everything_it_may_say(tmp_path: Path) -> None:
    assert loaded(tmp_path, WHOLE) == Settings(
        select=("broken-link", "schema"),
        ignore=("unused-field",),
        severity={"broken-link": Severity.WARNING},
        exemptions=(Exemption(("content/faq/*.yml", "content/book/old*"), ("missing-anchor",)),),
        baseline="checks/known.json",
        yo="always",
        public=("+7 900 000-00-00", "@example.com"),
    )


def test_a_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    assert loaded(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()) == loaded(tmp_path, WHOLE)


def test_what_an_exemption_covers() -> None:
    exemption = Exemption(("content/faq/*.yml",), ("broken-link",))
    assert exemption.covers(PurePosixPath("content/faq/a.yml"), "broken-link")
    assert not exemption.covers(PurePosixPath("content/faq/a.yml"), "missing-anchor")
    assert not exemption.covers(PurePosixPath("content/book/a.md"), "broken-link")


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("[chek]\n", "chek: there is no such key", "it looks like check"),
        ("[check]\nignor = []\n", "check.ignor: there is no such key", "it looks like ignore"),
        ("[check]\nzzz = 1\n", "check.zzz: there is no such key", "allowed: select, ignore"),
        ("check = 1\n", "check: a table is wanted, not 1", "write: [check]"),
        ('[check]\nselect = "a"\n', "check.select: a list of words is wanted, not “a”", 'write: select = ["…", "…"]'),
        ("[check]\npublic = [1]\n", "check.public: a list of words is wanted, not [1]", "write: public"),
        ('[check]\nyo = "да"\n', "check.yo: “да” is not one of", "allowed: keep, always, never"),
        ("[check]\nyo = true\n", "check.yo: true is not one of", "allowed"),
        ('[check.severity]\nschema = "fatal"\n', "check.severity.schema: “fatal”", "allowed: error, warning"),
        ('[check]\nbaseline = "/etc/passwd"\n', "check.baseline: a file below the book's folder", "such as"),
        ('[check]\nbaseline = "../x.json"\n', "check.baseline: a file below", "such as"),
        ("[check]\nbaseline = 1\n", "check.baseline: a file below", "such as"),
        ("[check]\nexcept = 1\n", "check.except: a list of tables", "[[check.except]]"),
        ("[[check.except]]\npaths = ['x']\n", "check.except: both “paths” and “ignore”", "write: paths"),
        ("[[check.except]]\npath = ['x']\n", "check.except.path: there is no such key", "it looks like paths"),
        ("[check]\nselect = [\n\n", "line 2: this is not TOML", "key = value"),
        ("[check]\nyo = keep\n", "line 2: this is not TOML", "key = value"),
        (b"[check]\n\xcf\xf0", "line 2: the file is not in UTF-8", "UTF-8"),
        ("x = " + "[" * 1_900, "this is not TOML", "key = value"),
        ("# " + "x" * 2_000, "a line of more than 2000 characters", "docs/checking.md"),
        ("#\n" * 30_000, "larger than 50000 bytes", "docs/checking.md"),
    ],
)
def test_what_it_may_not_say(tmp_path: Path, text: str | bytes, message: str, advice: str) -> None:
    said = refused(tmp_path, text)
    assert message in said[0]
    assert advice in said[1]


def test_a_link_that_leads_out_of_the_book(tmp_path: Path) -> None:
    root = tmp_path / "book"
    root.mkdir()
    (tmp_path / "secret").write_text("password", encoding="utf-8")
    (root / FILE).symlink_to(tmp_path / "secret")
    with pytest.raises(UserError, match="a link leads out of") as raised:
        load(root)
    assert "password" not in raised.value.message


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(UserError, match="it is a folder"):
        load(tmp_path)


PIECES = st.sampled_from(
    """[check] [[check.except]] [check.severity] select ignore paths baseline yo public = [ ] "keep" "x" ' , { } 1 true
    # . \\u0000 2020-01-01 é""".split()
) | st.sampled_from(["\n", " ", "\x00"])


@settings(max_examples=300, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_settings_or_a_mistake(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("any")
    try:
        assert loaded(root, text.encode("utf-8", "replace")).yo in ("keep", "always", "never")
    except UserError as error:
        assert error.advice
