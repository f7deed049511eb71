"""Where the rules of a server look for things, until whoever runs it says otherwise."""

SITE = "/srv/salesbook/site"
"""Where the rules look for the editions until somebody says otherwise."""
KEPT = "/etc/salesbook"
"""Where users and passwords are kept: beside no book, and served by nobody."""
