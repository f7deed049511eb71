"""A channel goes by the names that people have for it; where two fit, nobody guesses."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.letters.channels import asked_channel, channels_meant, channels_of, program_of
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from tests.books import BASE, OTHER, changed, compiled

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


@pytest.mark.parametrize(
    ("channel", "program"),
    [
        ("email", "email"),
        ("mail", "email"),
        ("chat", None),
        ("text-message", "sms"),
        ("telegram", "telegram"),
        ("phone", "phone"),
        ("call", "phone"),
    ],
)
def test_the_program_that_a_channel_stands_for(channel: str, program: str | None) -> None:
    known = {each.id: each for each in (*CHANNELS, *SCHOOL)}
    assert program_of(known[channel]) == program


@pytest.mark.parametrize(
    ("name", "aliases", "program"),
    [("Макс", (), "max"), ("Рабочий чат", ("вотсап",), "whatsapp"), ("Голуби", (), None)],
)
def test_a_program_by_name_or_alias(name: str, aliases: tuple[str, ...], program: str | None) -> None:
    assert program_of(Channel(id="one", name=name, aliases=aliases, format="text")) == program


LETTER = Letter.model_validate(
    {"title": "Отказ", "channels": ["email", "sms"], "regulation": "ОП-001", "purpose": "Отказать.", "body": "Нет."}
)


def test_a_letter_goes_by_no_channel_that_is_closed_to_it(tmp_path: Path) -> None:
    sms = "{id: sms, name: SMS, format: text, max_length: 210"
    for state, advertising, closed in (
        ("in_use: false, reason: отключён", False, "the channel “SMS” is not used any more: отключён"),
        ("advertising: false", True, "the channel “SMS” is not for advertising"),
        ("advertising: false", False, None),
    ):
        context = compiled(tmp_path, changed("company.yml", (sms, f"{sms}, {state}"))).context
        letter = LETTER.model_copy(update={"advertising": advertising})
        assert list(channels_of(context, letter)) == (["email"] if closed else ["email", "sms"])
        if closed is None:
            assert asked_channel(context, letter, "смс").id == "sms"
            continue
        with pytest.raises(UserError) as error:
            asked_channel(context, letter, "смс")
        assert error.value.message == closed
        assert error.value.advice == "choose one of: email"
