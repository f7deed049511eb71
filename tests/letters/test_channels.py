"""A channel goes by the names that people have for it; where two fit, nobody guesses."""

import pytest

from salesbook.book.load import load_book
from salesbook.letters.channels import channels_meant
from salesbook.models.company import Channel
from tests.books import BASE, OTHER

CHANNELS = load_book(BASE, {"company"})[0].company.channels
SCHOOL = load_book(OTHER, {"company"})[0].company.channels


def meant(words: str, channels: tuple[Channel, ...] = CHANNELS) -> list[str]:
    return [channel.id for channel in channels_meant(words, channels)]


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("telegram", "telegram"),
        ("Telegram", "telegram"),
        ("телега", "telegram"),
        (" ТГ ", "telegram"),
        ("почта", "email"),
        ("e-mail", "email"),
        ("имейл", "email"),
        ("смс", "sms"),
        ("СМС-ка", "sms"),
        ("звонок", "phone"),
        ("«Телеграм»", "telegram"),
    ],
)
def test_names(words: str, channel: str) -> None:
    assert meant(words) == [channel]


@pytest.mark.parametrize("words", ["", "факс", "вотсап", "теле", "telegramm2"])
def test_no_channel_goes_by_it(words: str) -> None:
    assert meant(words) == []


def test_whatsapp_is_called_in_many_ways() -> None:
    whatsapp = (Channel(id="whatsapp", name="WhatsApp", format="text"),)
    for words in ("вотсап", "ватсап", "Вацап", "whatsapp", "WhatsApp"):
        assert meant(words, whatsapp) == ["whatsapp"]


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("имейл", "mail"),
        ("смс", "text-message"),
        ("корпоративный чат", "chat"),
        ("Мессенджер", "chat"),
        ("звонок", "call"),
    ],
)
def test_channels_of_other_names(words: str, channel: str) -> None:
    """The families are found by the name, too; a book adds names of its own."""
    assert meant(words, SCHOOL) == [channel]


def test_two_channels_of_one_name_are_not_guessed_between() -> None:
    two = tuple(Channel(id=name, name=name, aliases=("чат",), format="text") for name in ("telegram", "bot"))
    assert meant("чат", two) == ["telegram", "bot"]
    assert meant("bot", two) == ["bot"]


def test_a_books_own_name_comes_before_what_everybody_says() -> None:
    two = (
        Channel(id="telegram", name="Telegram", format="text"),
        Channel(id="bot", name="Бот", aliases=("телега",), format="text"),
    )
    assert meant("телега", two) == ["bot"]
