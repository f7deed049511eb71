"""The book for assistants: the server of the Model Context Protocol that `salesbook mcp` starts.

`reader` opens the book, anew when its files have changed, as far as a role may see it (`visibility`); `tools` answers
from it with plain data, every answer with what it cites (`citations`); `server` alone speaks the protocol.
"""
