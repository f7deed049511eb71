"""What a book is made of: frozen pydantic data, one file a subject, no IO."""
