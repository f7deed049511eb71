"""Another valid book, of a language school, in which every field of every kind stands; `make other-book`."""
