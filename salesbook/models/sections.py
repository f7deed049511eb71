"""The sections of the academy: one row per section, in the order of its menu. A kind's section is a column of KINDS.

A book may have others, in another order: `sections` of company.yml; see `salesbook.pages.navigation`.
"""

from dataclasses import dataclass

from salesbook.core.language import mark


@dataclass(frozen=True)
class Section:
    """A section: its folder in the academy, which holds its own page; its name, and what it is about.

    `title` and `about` are messages: they are translated when they are shown.
    """

    folder: str
    title: str
    about: str

    @property
    def uri(self) -> str:
        """The page of the section."""
        return f"{self.folder}/index.md"


PIPELINES = Section(
    "pipelines",
    mark("Pipelines"),
    mark("Stages named after what has happened, and what we close the client on at each"),
)
REGULATIONS = Section(
    "regulations", mark("Regulations"), mark("Each situation described once, under an article number")
)
SCRIPTS = Section("scripts", mark("Scripts"), mark("What to say, what to ask, what to listen for"))
LETTERS = Section("letters", mark("Letters"), mark("Templates: you fill in the facts, the letter is written for you"))
SCORING = Section("scorecards", mark("Scoring"), mark("How a lead is judged, and who works with it then"))
MARKET = Section("market", mark("Market"), mark("Whom we sell to, what, and what clients compare it with"))
EVENTS = Section(
    "events", mark("Events"), mark("Marathons, seminars and presentations: programme, people, and what follows")
)
BOOK = Section("book", mark("Sales book"), mark("Chapters on the craft, to be read in order"))
CRM = Section("crm", mark("CRM"), mark("How each thing is done in the CRM"))
ANSWERS = Section("answers", mark("Answers and terms"), mark("Questions that clients ask, and the words of the trade"))
QUALITY = Section("quality", mark("Quality"), mark("Checklists by which calls, meetings and deals are judged"))
TRAINING = Section("training", mark("Training"), mark("Courses and the plans of the first weeks"))
POSITIONS = Section("positions", mark("Positions"), mark("Everything for one position on one page"))

SECTIONS = (
    PIPELINES, REGULATIONS, SCRIPTS, LETTERS, SCORING, MARKET, EVENTS, BOOK, CRM, ANSWERS, QUALITY, TRAINING, POSITIONS,
)  # fmt: skip
