"""What a model says of its fields."""

from datetime import date
from typing import Annotated

import pytest
from pydantic import Field

from salesbook.models.base import About, Code, ContentModel, Form, Implied, Line, Link, Many, Names, Prose, Text
from salesbook.models.company import Channel, Company
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Appointment, AppointmentReminder, Letter, LetterField
from salesbook.models.market import Material
from salesbook.models.pipeline import Move, Pipeline, Stage
from salesbook.models.regulation import Register, Regulation
from salesbook.models.scorecard import Scorecard, Segment
from salesbook.models.shapes import FieldShape, ValueShape, blocks_of, shape_at, shape_of, shapes_of

MODELS = sorted({block for kind in KINDS for block in blocks_of(kind.model)}, key=lambda model: model.__name__)
MANAGER = Names(("role",))
LINE = Form("write it on one line, without a space at its beginning")
SLUG = Form("use lower-case letters, digits and hyphens, such as two-words")
PREFIX = Form("write one to six capital letters, such as АБ")


def shape(model: type[ContentModel], key: str) -> FieldShape:
    found = shape_of(model, key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("model", "key", "value"),
    [
        (Stage, "name", ValueShape(scalar=str, form=LINE)),
        (Stage, "id", ValueShape(scalar=str, form=SLUG, code=True)),
        (Stage, "ground", ValueShape(scalar=str, mark=Prose())),
        (Stage, "end", ValueShape(choices=("won", "lost"))),
        (Stage, "may_move", ValueShape(entries=ValueShape(scalar=str, mark=MANAGER))),
        (Move, "to", ValueShape(scalar=str, mark=Names(("pipeline",), anchor=True, local=True))),
        (Move, "by", ValueShape(scalar=str, mark=MANAGER)),
        (Move, "automatic", ValueShape(scalar=bool)),
        (Pipeline, "stages", ValueShape(entries=ValueShape(model=Stage))),
        (Pipeline, "starts", ValueShape(entries=ValueShape(scalar=str, form=SLUG, code=True))),
        (LetterField, "fields", ValueShape(entries=ValueShape(model=LetterField))),
        (Letter, "sample", ValueShape(keys=ValueShape(scalar=str), values=ValueShape(scalar=object))),
        (Letter, "subject", ValueShape(scalar=str)),
        (Channel, "parts", ValueShape(scalar=int)),
        (Material, "link", ValueShape(scalar=str, mark=Link())),
        (
            Register,
            "issued",
            ValueShape(keys=ValueShape(scalar=str, form=PREFIX, code=True), values=ValueShape(scalar=int)),
        ),
        (Regulation, "reviewed", ValueShape(scalar=date)),
    ],
)
def test_what_may_stand_in_a_field(model: type[ContentModel], key: str, value: ValueShape) -> None:
    assert shape(model, key).value == value


def test_a_route_leads_to_a_shape() -> None:
    assert shape_at(Pipeline, ("stages", 2, "id")) == ValueShape(scalar=str, form=SLUG, code=True)
    assert shape_at(Register, ("issued", "ОП")) == ValueShape(scalar=int)
    assert shape_at(Register, ("issued", "оп", "[key]")) == ValueShape(scalar=str, form=PREFIX, code=True)
    assert shape_at(Pipeline, ("stages", "id")) is None
    assert shape_at(Pipeline, ("stage", 2)) is None
    assert shape_at(Pipeline, ()) == ValueShape(model=Pipeline)


def test_lists_are_looked_through() -> None:
    assert shape(Stage, "may_move").mark == MANAGER
    assert shape(Pipeline, "stages").model is Stage
    assert shape(Company, "calendar").model is shape(Company, "calendar").value.model
    assert shape(Register, "issued").model is None


def test_a_field_is_found_by_its_key() -> None:
    assert shape(Segment, "from").name == "from_"
    assert shape_of(Segment, "from_") is None
    assert [field.key for field in shapes_of(Segment)][:2] == ["works", "actions"]


def test_what_is_true_of_the_whole_field() -> None:
    regulation = {field.name: field for field in shapes_of(Regulation)}
    about = {
        "article", "department", "readers", "everyday", "owner", "status", "replaced_by", "review_months", "reviewed",
    }  # fmt: skip
    assert {name for name, field in regulation.items() if field.about} == about
    assert {name for name, field in regulation.items() if field.implied} == {"department", "body"}
    assert [name for name, field in regulation.items() if not field.required] == [
        "readers", "everyday", "article", "replaced_by", "control",
    ]  # fmt: skip


def test_marks_are_found_wherever_they_stand() -> None:
    class Loose(ContentModel):
        outside: Annotated[Line | None, About(), Code()] = None
        inside: Annotated[str, Field(min_length=1), About(), Code()] | None = None
        lines: Annotated[Many[Text], Implied()] = ()

    outside, inside, lines = shapes_of(Loose)
    assert outside[2:] == (ValueShape(scalar=str, form=LINE, code=True), False, True, False, None)
    assert inside[2:] == (ValueShape(scalar=str, code=True), False, True, False, None)
    assert lines.implied
    assert lines.mark == Prose()


def test_a_field_that_may_hold_two_sorts_of_things_is_refused() -> None:
    class Odd(ContentModel):
        either: int | str | None = None

    with pytest.raises(TypeError, match=r"one sort of thing, or nothing: .*int.*str"):
        shapes_of(Odd)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_shape_and_holds_one_thing(model: type[ContentModel]) -> None:
    assert [field.name for field in shapes_of(model)] == list(model.model_fields)
    for field in shapes_of(model):
        value: ValueShape | None = field.value
        while value is not None:
            assert sum(map(bool, value[:5])) == 1, field
            value = value.entries or value.values


def test_blocks_stand_once_each_outermost_first() -> None:
    assert blocks_of(Letter) == (Letter, LetterField, Appointment, AppointmentReminder)
    assert [block.__name__ for block in blocks_of(Scorecard)] == [
        "Scorecard", "Knockout", "Outcome", "ParameterBlock", "Unknown", "Segment", "ExtraRule", "CardTest",
        "Parameter", "Answer",
    ]  # fmt: skip
