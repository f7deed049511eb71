"""The book in an editor: what `salesbook lsp` answers while somebody is typing.

`workspace.py` holds the book with the editor's unsaved texts over its files. Every feature is a function of that
workspace, a file and a place in it; `server.py`, `handlers.py` and `protocol.py` alone know the protocol.
"""
