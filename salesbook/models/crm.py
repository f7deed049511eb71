"""The CRM as the book means it: its fields with their values, who may do what, what is stock and what was added."""

from types import MappingProxyType
from typing import Annotated, Literal

from salesbook.core.language import mark
from salesbook.models.base import (
    ContentModel,
    InstructionRef,
    ItemModel,
    Line,
    Many,
    Parts,
    RoleId,
    Slug,
    Some,
    StageRef,
    Summary,
    Text,
)


class CardField(ContentModel):
    """A field of a card, as the CRM shows it. Which stages ask for it, the pipelines say themselves."""

    EXAMPLES = MappingProxyType({
        "id": "source",
        "name": mark("Source"),
        "about": mark("Where the client comes from"),
        "values": mark("Site; Recommendation"),
        "source": mark("The client's words"),
        "added_by": mark("Telephony"),
    })  # fmt: skip

    id: Slug
    """Name of the field for references: crm#source."""
    name: Line
    """Name of the field, as the CRM shows it."""
    entity: Literal["deal", "contact", "company", "lead", "task", "product", "invoice"]
    """Whose card it stands in: a deal's, a contact's, a company's, a lead's, a task's, a product's or an invoice's."""
    type: Literal[
        "text", "number", "money", "percent", "date", "datetime", "flag", "list", "phone", "email", "link", "address",
        "file", "user", "reference",
    ]  # fmt: skip
    """What is written there; datetime is a day with an hour, flag is yes or no, list is a choice of values, user is an
    employee, reference is another card."""
    values: Many[Line] = ()
    """Values of a list, as the CRM shows them; none where the list is kept elsewhere and “source” says where."""
    several: bool = False
    """Whether several values of the list may be chosen at once."""
    about: Annotated[Text, Summary()]
    """What the field is for, and what is written there."""
    filled_by: Many[RoleId] = ()
    """Who fills it in; nobody where the CRM does it itself."""
    stages: Many[StageRef] = ()
    """Stages at which it is filled in, where no stage requires it."""
    source: Text | None = None
    """Where the value comes from: the client's words, a document, a form of the site, another field."""
    added_by: Line | None = None
    """Name of the widget or setting that adds the field, as “added” lists it; none for a field of the CRM itself."""
    instruction: InstructionRef | None = None
    """CRM instruction that shows how it is filled in."""


class Access(ContentModel):
    """What one or several roles of the company may do in the CRM."""

    EXAMPLES = MappingProxyType({
        "profile": mark("Manager"),
        "may": mark("Own deals"),
        "may_not": mark("To delete deals"),
    })  # fmt: skip

    roles: Some[RoleId]
    """Roles of the company with this access."""
    profile: Line
    """Name of the role, the group or the profile in the CRM."""
    may: Some[Text]
    """What is open to them."""
    may_not: Many[Text] = ()
    """What is closed to them although one might expect it."""


class Addition(ContentModel):
    """What the CRM does not have by itself: a widget, a setting, an integration."""

    EXAMPLES = MappingProxyType({
        "name": mark("Telephony"),
        "does": mark("Records calls in the card"),
    })  # fmt: skip

    name: Line
    """What it is called."""
    kind: Literal["widget", "setting", "robot", "integration"]
    """How it was added: a widget from the CRM's shop, a setting, a robot, or a connection to another program."""
    does: Text
    """What it does, and what stops when it is off."""
    owner: RoleId | None = None
    """Who looks after it."""


class Crm(ItemModel):
    """content/crm.yml: fields, access and additions; pipelines, stages and required fields stand in the pipelines."""

    EXAMPLES = MappingProxyType({
        "title": mark("The CRM: fields and rights"),
        "system": "amoCRM",
        "about": mark("Every deal is led here, the head keeps it"),
        "stock": mark("Joins equal contacts"),
    })  # fmt: skip

    PARTS = Parts("fields", title="name", anchor="id")

    title: Line
    """What the page is called: “amoCRM: fields and rights”."""
    system: Line
    """Which CRM it is: amoCRM, Bitrix24."""
    about: Annotated[Text, Summary()]
    """How the CRM is used here, and who keeps it."""
    owner: RoleId
    """Who changes fields, lists and rights."""
    fields: Some[CardField]
    """Fields of its cards, in the order in which a card shows them."""
    access: Many[Access] = ()
    """Who may do what."""
    stock: Many[Text] = ()
    """What the CRM does by itself, without widgets and settings."""
    added: Many[Addition] = ()
    """What was added to it."""
