"""A page that writes letters as the academy's does, and the letters that salesbook itself writes, to be compared."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.calendar.working_time import WorkingTime, working_time_of
from salesbook.core.errors import UserError
from salesbook.letters import forms
from salesbook.letters.channels import channels_of
from salesbook.letters.doubts import doubts
from salesbook.letters.lengths import sms_size, too_long
from salesbook.letters.links import share_link
from salesbook.letters.tables import book_tables, zone_tables
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import LetterWriter
from salesbook.models.letter import Letter
from tests.letters.typed import typed_data

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "site" / "assets"
SCRIPTS = (
    "template_values",
    "template_filters",
    "template",
    "letter_words",
    "letter_values",
    "letter_text",
    "letter_rich",
)
BOOKS = (ROOT, ROOT / "tests" / "other_book", *sorted((ROOT / "salesbook" / "starters" / "books").glob("*/*")))
TODAY = date(2026, 11, 28)
"""A day of all days: data are typed on one of the weeks after it."""

WRITE = """
([data, tables, zones, cases]) => {
  const book = window.bookTemplate;
  const letter = book.composer({ data, tables, zones });
  return cases.map(([typed, channel, today]) => {
    const written = letter.compose(typed, channel, book.Day.of(...today));
    if (written.faults.size > 0) return { faults: [...written.faults.keys()].sort() };
    if (written.refusal !== null) return { refusal: written.refusal };
    const { subject, text, doubts } = written;
    const size = letter.smsSize(text.replace(/\\n+$/, ""));
    return {
      subject, text, doubts: [...doubts.keys()], fits: letter.tooLong(text, written.channel) === null,
      sms: [size.characters, size.parts, size.isGsm], link: letter.shareLink(written.channel.program, text, subject),
      html: book.rich(data.letter, written, letter).innerHTML,
    };
  });
}
"""

RENDER = """
([trees, values, tables, away, today]) => {
  const book = window.bookTemplate;
  const read = ([kind, value]) => {
    switch (kind) {
      case "list": return value.map(read);
      case "dict": return new book.Dict(value.map(([key, inner]) => [key, read(inner)]));
      case "day": return book.Day.of(...value);
      case "int": return BigInt(value);
      case "float": return Number(value);
      default: return value;
    }
  };
  const names = values.map(([name, value]) => [name, read(value)]);
  const own = { ...tables, names: () => { throw new book.Cannot("names"); } };
  const filters = book.letterFilters(own, { home: tables.home, away, today: book.Day.of(...today) });
  const finalize = (value) => (value === null ? "" : book.text(value));
  return trees.map((tree) => {
    try {
      return ["text", book.render(tree, names, filters, finalize)];
    } catch (error) {
      const kind = error instanceof book.Fault ? "fault" : error instanceof book.Cannot ? "cannot" : "bug";
      return [kind, String(error.stack)];
    }
  });
}
"""


def as_data(value: Any) -> list[Any]:
    """Return a value of a template as `RENDER` reads it."""
    match value:
        case bool() | None | str():
            return ["plain", value]
        case int():
            return ["int", str(value)]
        case float():
            return ["float", repr(value)]
        case date():
            return ["day", [value.year, value.month, value.day]]
        case list():
            return ["list", [as_data(entry) for entry in value]]
        case _:
            return ["dict", [[key, as_data(entry)] for key, entry in value.items()]]


def blank_page(chromium: Any) -> Any:
    """Return a page with the scripts that write letters and nothing else."""
    page = chromium.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=str(ASSETS / f"{script}.js"))
    return page


@cache
def zones() -> dict[str, Any]:
    """Return the tables of zones, of one year for all tests."""
    return zone_tables(TODAY.year)


def working_of(book: Book) -> WorkingTime | None:
    """Return the working time of a book; None for one whose hours are wrong."""
    try:
        return working_time_of(book)
    except UserError:
        return None


class BookLetters:
    """The letters of a book: their data for a page, and what the program makes of what is typed into them."""

    def __init__(self, root: Path) -> None:
        self.book, _problems = load_book(root)
        self.working = working_of(self.book)
        self.tables = book_tables(self.book.company, self.working, TODAY.year)

    def cases(self, rnd: Random, many: int) -> Iterator[tuple[str, dict[str, Any], list[Any], list[dict[str, Any]]]]:
        """Yield of every letter its name, its data, what is typed and the letters that salesbook writes of it."""
        for item, letter in self.book.data(Letter):
            data = forms.letter_data(self.book.context, letter)
            writer = LetterWriter(self.book.context, item, letter)
            typed, expected = [], []
            for often in [0.0, 0.1, 0.3, 1.0] * (many // 4 or 1):
                facts = typed_data(letter, data["sample"], rnd, often)
                day = TODAY + timedelta(days=rnd.randint(0, 45))
                channel = rnd.choice(data["channels"])["id"]
                typed.append([facts, channel, [day.year, day.month, day.day]])
                expected.append(self.written(writer, letter, facts, channel, day))
            yield item.name, data, typed, expected

    def written(
        self, writer: LetterWriter, letter: Letter, facts: dict[str, Any], name: str, day: date
    ) -> dict[str, Any]:
        """Return what salesbook makes of facts: the letter and what is said of it, or the fields that are wrong."""
        channel = channels_of(self.book.context, letter)[name]
        context = value_context(self.book.context, letter, today=day, asked=channel, working=self.working)
        values, unfit = read_values(letter, facts, context)
        if unfit:
            # Of a list the page names the field, the program its entry, too.
            return {"faults": sorted({each.field.partition("[")[0] for each in unfit})}
        try:
            rendered = writer.write(values, channel, today=day, html=True)
        except UserError:
            return {"refusal": "fault"}
        size = sms_size(rendered.text.rstrip("\n"))
        return {
            "subject": rendered.subject,
            "text": rendered.text,
            "doubts": [doubt.field for doubt in doubts(letter, values, context)],
            "fits": too_long(rendered.text, channel) is None,
            "sms": [size.characters, size.parts, size.is_gsm],
            "link": share_link(rendered.program, rendered.text, rendered.subject),
            "html": rendered.body,
        }


def plain_html(html: str) -> str:
    """Return HTML without what says nothing: blanks between tags, references for characters, paragraphs in lists."""
    body = re.sub(r"(?s).*<!--StartFragment-->(.*)<!--EndFragment-->.*", r"\1", html)
    body = re.sub(r'<a href="([^"]*)">(.*?)</a>', _in_words_unless_web, body)
    body = re.sub(r"</?(?:div|meta|html|head|body)[^>]*>", "", unescape(body))
    body = re.sub(r"<br ?/?>\s*", "<br>", re.sub(r"<(\w+) style=\"[^\"]*\">", r"<\1>", body))
    return re.sub(r"\s*(</?(?:p|ul|ol|li|h[1-6])>)\s*", r"\1", body).strip()


def _in_words_unless_web(link: re.Match[str]) -> str:
    """Return a link as the page has it: what is no address of the web is none there, and stays in words."""
    is_web = re.match("https?:|mailto:|tel:", unescape(link[1]))
    return link[0] if is_web else f"<span>{link[2]}: {link[1]}</span>"
