"""What people do with a book: scoring leads, writing letters, numbering regulations. Pure functions over a Book."""
