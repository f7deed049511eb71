"""Books to begin with: starters, which are whole books in the wheel, and what a new book of one's own is made of.

A starter is files; answers are laid over its data; the book that comes of it is proven in a temporary folder before
anything is written where it is to stand, in one step. Items to begin with in a book are made from the models instead:
`new`, `blank`, `examples`, `values`.
"""
