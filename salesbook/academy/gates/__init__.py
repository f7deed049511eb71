"""Rules for a server of editions, nginx or Caddy: each user is let into the edition of his own role and no other.

Who a user is, says a password (basic authentication) or the proxy of a single sign-on; which role he has, a file that
whoever runs the server keeps, and no book. The rules are made of the roles, so they are made with the editions.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from salesbook.academy.entrance import POLICY
from salesbook.academy.gates import caddy, nginx
from salesbook.models.company import Company

_POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"', re.IGNORECASE)
_HARMLESS = re.compile(r"[\w\s:/.;'*+=@-]{1,2000}", re.ASCII)
_FRAMES = "frame-ancestors 'none'"


def policy_of(page: Path) -> str:
    """Return the content security policy of a page as a header: as the page has it, and no frame around it."""
    match = _POLICY.search(page.read_text(encoding="utf-8"))
    policy = unescape(match[1]).rstrip("; ") if match else POLICY
    return f"{policy if _HARMLESS.fullmatch(policy) else POLICY}; {_FRAMES}"


def server_files(company: Company, names: Mapping[str, str], policy: str) -> dict[str, str]:
    """Return the rules by the names of their files; `names` are the folders of the editions by role."""
    roles = [(names[role.id], role.name) for role in company.roles]
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
    }
    return {
        "nginx/roles.conf": nginx.roles(roles),
        "nginx/site.conf": nginx.site(headers),
        "nginx/basic.conf": nginx.BASIC,
        "nginx/sso.conf": nginx.SSO,
        "caddy/roles.caddy": caddy.roles(roles, headers),
        "caddy/basic.caddy": caddy.BASIC,
        "caddy/sso.caddy": caddy.SSO,
        "users.example": _users(roles),
    }


def _users(roles: list[tuple[str, str]]) -> str:
    listed = "".join(f"# {folder:<20} {_said(name)}\n" for folder, name in roles)
    lines = "".join(f"user-{n} {folder};\n" for n, (folder, _name) in enumerate(roles, 1))
    about = "# For nginx, a line a user: the name, the role, a semicolon. For Caddy the same without semicolons.\n"
    return f"{about}# Roles:\n{listed}{lines}"


def _said(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name)
