"""The whole of `salesbook check`: files → rows → book → findings; what has not changed since the last run is kept.

`run.audit` is the one way to everything that is wrong with a book. Each file is compiled and looked at by itself into a
row (`rows.py`), by all cores when there are many (`workers.py`); rows make a book, and the checks of the book run over
it (`whole.py`). The cache (`cache.py`) keeps the rows and the last audit (`last.py`).
"""
