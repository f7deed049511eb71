"""What stands inside a string, without a model: Markdown, HTML, names, amounts, dates."""
