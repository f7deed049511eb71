"""What people do with a book: scoring leads, numbering regulations. Pure functions over a Book."""
