"""`python -m salesbook` is the `salesbook` command."""

from salesbook.cli import main

main()
