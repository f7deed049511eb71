"""Finding: the right place of the book for a question, in the words of whoever asks.

A book becomes sections (`sections`), those an index (`index`) by the stems of their words (`stems`, `forms`); what is
asked is read (`questions`) and answered with the sections that fit best (`search`). The academy's page and the terminal
use the same index and the same reading.
"""
