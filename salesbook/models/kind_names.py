"""What the kinds of content go by when somebody types their names."""

from salesbook.core.language import gettext as _
from salesbook.core.typed_names import Named, meant
from salesbook.models.kinds import BY_NAME, KINDS, Kind


def kind_names() -> Named:
    """Yield what kinds of content go by: the word that commands use, and what people call one and several items."""
    for kind in KINDS:
        yield from ((name, kind.name) for name in (kind.name, kind.singular(), _(kind.many)))


def kind_meant(typed: str) -> Kind:
    """Return the kind of content that a name surely means; raises `UserError` for an unknown one."""
    allowed = _("allowed: {names}").format(names=", ".join(BY_NAME))
    return BY_NAME[meant(typed, kind_names(), _("there is no kind “{name}”").format(name=typed), allowed)]
