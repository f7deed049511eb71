"""Files a person hands over: a lead, a letter's facts, salesbook.toml, the list of known findings."""

from functools import cache
from random import Random

from salesbook.auditing import baseline
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core import settings
from salesbook.core.errors import UserError
from salesbook.letters import writing as letters
from salesbook.letters.doubts import doubts
from salesbook.letters.values import read_values, value_context
from salesbook.models.letter import Letter
from salesbook.models.scorecard import Scorecard
from salesbook.reading.data import read_data
from salesbook.scoring import score as scoring
from salesbook.scoring.labels import label_doubt
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.target import Target, base_book, room
from tests.fuzz.targets.books import TODAY

_LEADS = (
    b"lead: A-17\nknockouts: []\nscores: {budget: 1, need: 0, term: -1}\ncomment: call in May\n",
    b'{"lead": "\\ud83d\\ude00", "scores": {"budget": 1}, "knockouts": ["no-money"]}\n',
    b"client: Anna\nmeeting_date: 2026-11-25\nobjects: [a, b]\nnext_step: {what: x, date: 25.11.2026, time: '9:00'}\n",
)
_TOML = (
    b'[check]\nselect = ["schema", "broken-link"]\nignore = ["yo"]\nbaseline = "known.json"\nyo = "always"\n'
    b'public = ["+7 800 000-00-00", "@example.com"]\n[check.severity]\nschema = "warning"\n'
    b'[[check.except]]\npaths = ["content/faq/*.yml"]\nignore = ["schema"]\n',
    b"",
)

_BASELINE = (
    b'{"version": 1, "known": [\n{"path": "content/a.md", "check": "schema", "fingerprint": "0123456789abcdef"},\n'
    b'{"path": "content/b.yml", "check": "broken-link", "fingerprint": "fedcba9876543210"}\n]}\n',
)


def data_file(data: bytes) -> None:
    """Read a data file, score it as a lead and fill every letter in with it: answers or the user's mistake."""
    path = room() / "data.yml"
    path.write_bytes(data)
    try:
        value = read_data(str(path))
    except UserError as error:
        say(error.message)
        assert error.advice
        return
    for item in _book().items.values():
        if isinstance(item.data, Scorecard):
            lead, unfit = scoring.read_lead(value, item.data)
            if lead is not None:
                label_doubt(lead.lead)
                scoring.score(lead, item.data)
            assert lead is not None or unfit
        if isinstance(item.data, Letter):
            reading = value_context(_book().context, item.data, today=TODAY)
            values, unfit = read_values(item.data, value, reading)
            if not unfit:
                doubts(item.data, values, reading)
                channel = letters.choose_channel(item.data, values, reading)
                letters.write(_book().context, item, item.data, values, channel, today=TODAY, html=True)


def settings_file(data: bytes) -> None:
    """Read salesbook.toml: settings, or the user's mistake."""
    root = room() / "settings"
    root.mkdir(exist_ok=True)
    (root / settings.FILE).write_bytes(data)
    try:
        found = settings.load(root)
    except UserError as error:
        say(error.message)
        return
    assert all(isinstance(slug, str) for _key, slug in found.named)


def baseline_file(data: bytes) -> None:
    """Read the list of known findings: entries, or the user's mistake."""
    path = room() / "known.json"
    path.write_bytes(data)
    try:
        found = baseline.read(path)
    except UserError as error:
        say(error.message)
        assert error.advice
        return
    assert all(isinstance(word, str) for entry in found for word in entry)


@cache
def _book() -> Book:
    return load_book(base_book())[0]


def _data(random: Random) -> bytes:
    text = random.choice((generated.lead, generated.facts))(random)
    return text.encode("utf-8", "surrogatepass")


def _settings(random: Random) -> bytes:
    return generated.toml(random).encode("utf-8", "surrogatepass")


def _known(random: Random) -> bytes:
    return generated.baseline(random).encode("utf-8", "surrogatepass")


TARGETS = (
    Target(data_file, lambda _books: list(_LEADS), runs=9_000, generate=_data),
    Target(settings_file, lambda _books: list(_TOML), runs=6_000, generate=_settings),
    Target(baseline_file, lambda _books: list(_BASELINE), runs=6_000, generate=_known),
)
