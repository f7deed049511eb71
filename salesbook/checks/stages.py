"""Checks of stage cards: a stage can be measured, and the fields that it asks for are explained."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.crm import Crm
from salesbook.models.knowledge import Instruction
from salesbook.models.pipeline import Pipeline
from salesbook.text.naming import folded


def unmeasured_stage(item: Item, pipeline: Pipeline, _context: Context) -> Iterator[Finding]:
    """A stage has nothing that could be measured.

    The ground of a stage says which event gave a deal its status; analytics also needs what can be counted while the
    deal stands there: a promise in time (`sla`), a task with a deadline, or a field of the deal card that must be
    filled in. A stage without any of them is an opinion about the client: nobody can tell a deal that moves from one
    that lies. Won and lost ends are left out: nothing is done there any more.

    Bad: a stage «Думает» with `actions` alone.

    Good: `tasks: [{what: Узнать день решения, deadline: в день разговора}]`
    """
    for n, stage in enumerate(pipeline.stages):
        if stage.end is None and not (stage.sla or stage.tasks or stage.fields):
            message = _("nothing is measured at the stage “{stage}”").format(stage=stage.name)
            advice = _("add a promise in time (sla), a task with a deadline, or a field of the deal card")
            yield Finding(item.path, ("stages", n, "id"), message, advice)


def unexplained_field(book: Book) -> Iterator[Finding]:
    """A stage asks for a field of the deal card that no CRM instruction explains.

    The CRM does not let the deal go on until the field is filled in, so people write anything there.

    Bad: `fields: [{name: Источник}]` while no instruction has «Источник» in its `explains`.

    Good: `explains: [Источник]` in the instruction, or `{name: Источник, instruction: instruction:create-deal}`,
    here or in content/crm.yml
    """
    if book.unread("instruction"):
        return  # it may stand in the instruction that could not be read
    explained = {folded(name) for _item, instruction in book.data(Instruction) for name in instruction.explains}
    explained |= {folded(f.name) for _item, crm in book.data(Crm) for f in crm.fields if f.instruction is not None}
    for item, pipeline in book.data(Pipeline):
        for n, stage in enumerate(pipeline.stages):
            for m, field in enumerate(stage.fields):
                if field.instruction is None and folded(field.name) not in explained:
                    message = _("no CRM instruction explains the field “{field}”").format(field=field.name)
                    advice = _("list it in “explains” of an instruction, or name the instruction here")
                    yield Finding(item.path, ("stages", n, "fields", m, "name"), message, advice)
