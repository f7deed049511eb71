"""Editors find nothing wrong with a file of the demo book."""

import pytest

from salesbook.models.kinds import KINDS, Kind
from tests.demo_book.demo import ROOT, demo_book
from tests.models.test_schemas import misfits

BOOK = demo_book()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_file_fits_its_schema(kind: Kind) -> None:
    assert misfits(ROOT, kind) == []
