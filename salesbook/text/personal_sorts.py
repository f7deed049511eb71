"""What a value that is a person's can be, and where one was found."""

from enum import Enum
from typing import NamedTuple


class Sort(Enum):
    """What a value is."""

    TELEPHONE = "telephone"
    ADDRESS = "address"
    ACCOUNT = "account"
    PASSPORT = "passport"
    CARD = "card"
    SNILS = "snils"
    INN = "inn"
    BIRTHDAY = "birthday"


class Match(NamedTuple):
    """A value in a text without disguises: its place there, and what it is.

    `key` is what it says however it is written: digits (telephones with the country's code), `name@domain`,
    `t.me/name`, `vk.com/name`.
    """

    start: int
    end: int
    sort: Sort
    key: str
