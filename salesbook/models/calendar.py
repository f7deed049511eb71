"""What a government decree says of a year's working days, when the program does not know it yet."""

from datetime import date
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import ContentModel, Line, Many


class ProductionCalendar(ContentModel):
    """content/calendars/*.yml: days of one year that a decree has moved, over the official holidays.

    The official holidays come with the program, and most transfers too; a decree that is newer than the program is
    written here. What company.yml says of a day counts before it. Pages show no calendar: deadlines are counted by it.
    """

    EXAMPLES = MappingProxyType({
        "source": mark("Decree of the government, its day and number"),
    })  # fmt: skip

    year: Annotated[int, Field(ge=2000, le=2199)]
    """Year of the days: 2027."""
    source: Line
    """Decree that says so, with its day and number."""
    days_off: Many[date] = ()
    """Days off by transfer: 2027-02-22."""
    working_days: Many[date] = ()
    """Weekend days that are worked in exchange: 2027-02-20."""
    short_days: Many[date] = ()
    """Working days an hour shorter than usual, beside those before a holiday, which are so anyway: 2027-02-20."""

    @property
    def title(self) -> str:
        """The year and the decree."""
        return f"{self.year}: {self.source}"
