"""Where what learners do is recorded, if the company keeps a learning record store: its address, and never a secret."""

from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import About, Code, ContentModel, Form

StoreAddress = Annotated[
    str,
    Field(
        max_length=200,
        pattern=r"^(?:https://[A-Za-z0-9.-]+|http://(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?(?:/[A-Za-z0-9_-]+)*/?$",
    ),
    Form(mark("write the address of the store's xAPI over https, such as https://records.example.com/xapi")),
    Code(),
    About(),
]
"""Address of a record store, in plain letters, because it stands in the policy of every page; http is for one on the
same machine alone."""
AcademyAddress = Annotated[
    str,
    Field(max_length=200, pattern=r"^https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9_-]+)*/?$"),
    Form(mark("write the address of the academy, such as https://academy.example.com")),
    Code(),
    About(),
]


class LearningRecords(ContentModel):
    """A learning record store that speaks xAPI, to which learners may send what they have passed, if they want to.

    Keys do not belong here: whoever sends or reads types one.
    """

    EXAMPLES = MappingProxyType({
        "store": "https://records.example.com/xapi",
        "academy": "https://academy.example.com",
    })  # fmt: skip

    store: StoreAddress
    """Address of the store's xAPI, to which “/statements” is added: https://records.example.com/xapi. Over http only on
    the same machine, for a trial."""
    academy: AcademyAddress
    """Address by which the store knows the courses of this book: that of the academy. It stays when the academy moves:
    with another one earlier results are no longer found."""

    @property
    def statements(self) -> str:
        """The address to which statements are sent and from which they are read."""
        return f"{self.store.rstrip('/')}/statements"

    @property
    def activities(self) -> str:
        """What the ids of all activities begin with: it ends in a slash."""
        return f"{self.academy.rstrip('/')}/"
