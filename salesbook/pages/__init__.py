"""The academy as a value: Book in, pages out (`academy.make_academy`, a pure function)."""
