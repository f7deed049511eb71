"""The compiled messages: the program speaks what the catalogue says, and never English for want of it."""

import ast
import io
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

from hatch_build import ROOT, SOURCES, compile_catalogues, mo_bytes
from salesbook.core import language

PO = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"

msgid "lead"
msgid_plural "leads"
msgstr[0] "лид"
msgstr[1] "лида"
msgstr[2] "лидов"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with nothing but a Russian catalogue in it."""
    (po := tmp_path / "salesbook/locale/ru/LC_MESSAGES/salesbook.po").parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    return po


def test_a_catalogue_is_compiled_beside_its_source(checkout: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert sorted(path.name for path in checkout.parent.iterdir()) == ["salesbook.mo", "salesbook.po"]
    speak = GNUTranslations(io.BytesIO(checkout.with_suffix(".mo").read_bytes())).ngettext
    assert [speak("lead", "leads", n) for n in (1, 3, 5)] == ["лид", "лида", "лидов"]


def test_a_changed_catalogue_is_compiled_anew_and_an_unchanged_one_left_alone(checkout: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    compiled = checkout.with_suffix(".mo")
    before = compiled.stat()
    compile_catalogues(tmp_path)
    assert (compiled.stat().st_ino, compiled.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    checkout.write_text(PO.replace("лидов", "заявок"), encoding="utf-8")
    compile_catalogues(tmp_path)
    assert GNUTranslations(io.BytesIO(compiled.read_bytes())).ngettext("lead", "leads", 5) == "заявок"


def test_the_messages_in_use_are_those_of_the_source() -> None:
    sources = sorted(ROOT.glob(SOURCES))
    assert [path.parts[-3] for path in sources] == [code for code in sorted(language.LANGUAGES) if code != "en"]
    for path in sources:
        assert path.with_suffix(".mo").read_bytes() == mo_bytes(path.read_bytes())


def test_sources_change_only_with_their_messages() -> None:
    """Two branches that add messages at different places do not meet: no dates, no line numbers, one order."""
    for path in ROOT.glob(SOURCES):
        text = path.read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if line.startswith("#:") or "-Date:" in line] == []
    tracked = subprocess.run(["git", "ls-files", "*.mo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert tracked.stdout == ""


def test_without_its_messages_no_language_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    language.catalogue.cache_clear()
    try:
        with pytest.raises(language.NotCompiledError, match="“ru” are not compiled"):
            language.speak("ru")
        assert language.spoken() == "en"
        language.speak("en")
        assert language.gettext("required") == "required"
    finally:
        language.catalogue.cache_clear()


def test_the_program_says_that_it_was_not_installed(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from salesbook.core import language
language.LOCALE = Path({str(tmp_path)!r})
from salesbook.cli import main
main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, "--lang", "ru", "list"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "pip install -e ." in ran.stderr
    assert "Traceback" not in ran.stderr


def test_no_message_stands_inside_an_f_string() -> None:
    """Before Python 3.12 nobody collects a message from there, so it would never be translated."""
    faulty = []
    for path in sorted((ROOT / "salesbook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            calls = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            faulty += [
                f"{path.name}:{call.lineno}"
                for call in calls
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("_", "gettext", "ngettext", "mark")
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ]
    assert faulty == []
