"""The book on paper: the academy's pages as one PDF, set by Typst."""
