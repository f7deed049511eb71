"""One item, what it refers to and says; all items as a book; the whole compile (`load.load_book`)."""
