"""Names as people type them."""

import pytest

from salesbook.core.errors import UserError
from salesbook.core.typed_names import meant


def test_an_exact_name_is_meant_whatever_else_goes_by_it() -> None:
    named = [("crm", "crm"), ("course:crm", "course:crm"), ("crm", "course:crm")]
    assert meant("crm", named, "unknown", "otherwise") == "crm"
    with pytest.raises(UserError, match="several"):
        meant("CRM", named, "unknown", "otherwise")
