"""The format of a book, a whole number in its company.yml: what its fields mean, and which there are.

It grows when a book that was right would mean something else to this program than to the one it was written for. What
leads from one format to the next stands in `salesbook.upgrading`.
"""

FIRST = 1
"""The format of a book that says none: that of version 0.1.0."""

EXTENDING = 2
"""The format of a book that says none and extends another: the first that had `extends`."""

CURRENT = 2
"""The format that this program reads and writes."""

LAST = 999
"""A larger number in a book is no format but a slip."""
