"""An answer that cannot be used, and how values are quoted back to the person who gave them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unfit:
    """Which answer, what was found, what is allowed."""

    field: str
    message: str
    advice: str


def quote(value: object) -> str:
    """Quote what was found, shortened."""
    words = " ".join(str(value).split())
    return f"«{words[:60]}…»" if len(words) > 60 else f"«{words}»"
