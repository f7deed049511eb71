"""What stands around the content of a new book: what git leaves out, editors, hooks, CI, and a page that leads in."""

import json
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from salesbook.academy.folders import OUTPUT
from salesbook.core.language import Translations
from salesbook.core.lock import FOLDER
from salesbook.models import schemas
from salesbook.models.kinds import KINDS, Kind
from salesbook.reading.strays import CLIENT_FILES
from salesbook.starters.catalogue import Files

_TEXTS = Path(__file__).parent / "surroundings"
_PLACES = {
    "README.md": "README.md",
    "salesbook.toml": "salesbook.toml",
    "pre-commit.yaml": ".pre-commit-config.yaml",
    "workflow.yaml": ".github/workflows/check.yml",
}
"""Where the texts of a language go, by their names in its folder."""

_ROW = re.compile(r"\| `([^`]*)` \|")
_SCORE = "salesbook score"
_NEEDS = "content/scorecards"
"""The command that README.md names only for a book with scorecards, and the folder of them."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#|~!&])")


def surroundings(company: str, language: str, content: Iterable[PurePosixPath]) -> Files:
    """Return the files that stand around content/ in a book of a company, in the book's language.

    `content` are the files of the book: README.md names no folder that it has not got.
    """
    values = {"@company@": _MARKDOWN.sub(r"\\\1", company), "@version@": version("salesbook")}
    texts = {place: _filled((_TEXTS / language / name).read_text("utf-8"), values) for name, place in _PLACES.items()}
    texts["README.md"] = _of_what_there_is(texts["README.md"], content)
    words = Translations(language)
    texts |= {
        ".gitignore": _ignored(),
        ".gitattributes": "* text=auto eol=lf\n",
        ".vscode/settings.json": as_json({"yaml.schemas": schema_files(), "yaml.disableDefaultProperties": True}),
        ".vscode/extensions.json": as_json({"recommendations": ["redhat.vscode-yaml"]}),
    }
    # Without the words of this book: a role that is added to it would be underlined until they are written anew.
    texts |= {
        f"schemas/{kind.name}.json": as_json(schemas.schema(kind, words.gettext)) for kind in KINDS if _is_data(kind)
    }
    return {PurePosixPath(place): text.encode() for place, text in texts.items()}


def schema_files() -> dict[str, str]:
    """Return which files an editor checks by which schema, as VS Code writes it."""
    return {f"./schemas/{kind.name}.json": schemas.files(kind) for kind in KINDS if _is_data(kind)}


def as_json(data: object) -> str:
    """Return data as a JSON file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _is_data(kind: Kind) -> bool:
    """Tell whether files of a kind are YAML alone: editors look into no front matter."""
    return kind.suffix == ".yml"


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub("|".join(values), lambda match: values[match[0]], text)


def _of_what_there_is(readme: str, content: Iterable[PurePosixPath]) -> str:
    """Return README.md without the rows of its tables that are about folders or files which a book has not got."""
    there = {str(place) for path in content for place in (path, *path.parents)}

    def fits(line: str) -> bool:
        row = _ROW.match(line)
        place = _NEEDS if row and row[1] == _SCORE else row[1].rstrip("/") if row else ""
        return not place.startswith("content/") or place in there

    return "".join(line for line in readme.splitlines(keepends=True) if fits(line))


def _ignored() -> str:
    made = (f"{OUTPUT.parts[0]}/", f"{FOLDER}/", ".venv/")
    return "\n".join((*made, "# Data of clients lives outside of the book.", *CLIENT_FILES)) + "\n"
