"""An answer that cannot be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unfit:
    """Which answer, what was found, what is allowed."""

    field: str
    message: str
    advice: str
