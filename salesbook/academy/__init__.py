"""The academy: Book in, pages out (`pages.make_academy`, a pure function); `press` prints them with MkDocs Material."""
