"""What is learnt from a book: the questions of its courses, and what their lessons are made of."""
