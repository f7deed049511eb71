"""Rules for a server of editions, nginx or Caddy: each user is let into the edition of his own role and no other.

Who a user is, says a password (basic authentication) or the proxy of a single sign-on; which role he has, a file that
whoever runs the server keeps, and no book. The rules are made of the roles, so they are made with the editions.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from salesbook.academy.entrance import ENTRANCE, POLICY
from salesbook.models.company import Company

SITE = "/srv/salesbook/site"
"""Where the rules look for the editions until somebody says otherwise."""
KEPT = "/etc/salesbook"
"""Where users and passwords are kept: beside no book, and served by nobody."""

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
        "nginx/roles.conf": _nginx_roles(roles),
        "nginx/site.conf": _nginx_site(headers),
        "nginx/basic.conf": _NGINX_BASIC,
        "nginx/sso.conf": _NGINX_SSO,
        "caddy/roles.caddy": _caddy_roles(roles, headers),
        "caddy/basic.caddy": _CADDY_BASIC,
        "caddy/sso.caddy": _CADDY_SSO,
        "users.example": _users(roles),
    }


def _users(roles: list[tuple[str, str]]) -> str:
    listed = "".join(f"# {folder:<20} {_said(name)}\n" for folder, name in roles)
    lines = "".join(f"user-{n} {folder};\n" for n, (folder, _name) in enumerate(roles, 1))
    about = "# For nginx, a line a user: the name, the role, a semicolon. For Caddy the same without semicolons.\n"
    return f"{about}# Roles:\n{listed}{lines}"


def _said(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name)


def _nginx_roles(roles: list[tuple[str, str]]) -> str:
    homes = "".join(f"    {folder} /{folder}/;\n" for folder, _name in roles)
    files = "".join(f'    "~^{folder} /{folder}/" $uri;\n' for folder, _name in roles)
    verdicts = "".join(
        f'    "~^{folder} /(?:{folder})?$" home;\n    "~^{folder} /{folder}/" missing;\n' for folder, _name in roles
    )
    return f"""\
# Made by salesbook: which role may see which edition. It belongs into `http` and is made anew with the editions.
# `$salesbook_user` is set by basic.conf or sso.conf.

map $salesbook_user $salesbook_role {{
    default "";
    include {KEPT}/users;
}}

# The first page of a role's edition.
map $salesbook_role $salesbook_home {{
    default "";
{homes}}}

# The file that is served: what is asked for, when it lies in the edition of the user's role, else one that is nowhere.
# nginx has taken `..`, `%2e`, `//` out of $uri by now.
map "$salesbook_role $uri" $salesbook_file {{
    volatile;
    default /-;
{files}}}

# What is answered when there is no such file.
map "$salesbook_role $uri" $salesbook_verdict {{
    volatile;
    default denied;
{verdicts}}}
"""


def _nginx_site(headers: Mapping[str, str]) -> str:
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return f"""\
# Made by salesbook: it belongs into `server`, below `root` and, for passwords, `auth_basic`.

charset utf-8;
server_tokens off;
absolute_redirect off;
disable_symlinks on from=$document_root;
{lines}
error_page 403 /{ENTRANCE}/no-role.html;

location / {{
    # Only when the password has been looked at: a `return` or an `if` would come before it.
    try_files $salesbook_file ${{salesbook_file}}index.html /-/$salesbook_verdict;
}}
location = /-/home {{
    internal;
    auth_basic off;
    return 302 $salesbook_home;
}}
location = /-/denied {{
    internal;
    auth_basic off;
    return 403;
}}
location = /-/missing {{
    internal;
    auth_basic off;
    error_page 404 @missing;
    return 404;
}}
location @missing {{
    auth_basic off;
    try_files ${{salesbook_home}}404.html =404;
}}
# The page for whoever has no edition, and its style: they say nothing of any book.
location ^~ /{ENTRANCE}/ {{
    auth_basic off;
}}
"""


_NGINX_BASIC = f"""\
# Users sign in with a password. Copy this file, name your host and certificate, and keep your copy:
#   cp basic.conf /etc/nginx/conf.d/salesbook.conf
# Passwords: htpasswd -B {KEPT}/passwords anna      Roles: {KEPT}/users, a line a user: anna head;
# Without TLS passwords can be read on their way: do not leave it out beyond your own machine.

map $remote_user $salesbook_user {{
    default $remote_user;
}}
include /srv/salesbook/server/nginx/roles.conf;

server {{
    listen 80;
    # listen 443 ssl;
    # ssl_certificate /etc/ssl/book.pem;
    # ssl_certificate_key /etc/ssl/book.key;
    server_name book.example.com;
    root {SITE};
    auth_basic "Academy";
    auth_basic_user_file {KEPT}/passwords;
    include /srv/salesbook/server/nginx/site.conf;
}}
"""

_NGINX_SSO = f"""\
# A proxy of a single sign-on (oauth2-proxy, Authelia, Keycloak Gatekeeper…) stands before nginx and says in a header
# who the user is. Copy this file, name your host and the proxy, and keep your copy:
#   cp sso.conf /etc/nginx/conf.d/salesbook.conf
# Roles: {KEPT}/users, a line a user as the proxy calls him: anna@example.com head;
# The address of the proxy: {KEPT}/proxies, a line each: 127.0.0.1 1;
# The header of a request from any other address counts for nothing.

geo $realip_remote_addr $salesbook_from_proxy {{
    default 0;
    include {KEPT}/proxies;
}}
map $salesbook_from_proxy $salesbook_user {{
    default "";
    1 $http_x_forwarded_user;
}}
include /srv/salesbook/server/nginx/roles.conf;

server {{
    listen 127.0.0.1:8080;
    server_name book.example.com;
    root {SITE};
    include /srv/salesbook/server/nginx/site.conf;
}}
"""


def _caddy_roles(roles: list[tuple[str, str]], headers: Mapping[str, str]) -> str:
    lines = "".join(f'\t\t{name} "{value}"\n' for name, value in headers.items())
    editions = "".join(
        f"""
	@{folder} expression `{{salesbook_role}} == "{folder}"`
	handle @{folder} {{
		redir / /{folder}/ 302
		redir /{folder} /{folder}/ 302
		handle_path /{folder}/* {{
			root * {{$SALESBOOK_SITE:{SITE}}}/{folder}
			file_server
		}}
		handle {{
			error 403
		}}
	}}
"""
        for folder, _name in roles
    )
    missing = "".join(
        f"""
		@missing_{n} expression `{{http.error.status_code}} == 404 && {{salesbook_role}} == "{folder}"`
		handle @missing_{n} {{
			root * {{$SALESBOOK_SITE:{SITE}}}/{folder}
			rewrite * /404.html
			file_server
		}}
"""
        for n, (folder, _name) in enumerate(roles)
    )
    return f"""\
# Made by salesbook: which role may see which edition. It is made anew with the editions.
# `{{salesbook_role}}` is set by basic.caddy or sso.caddy. The folder that is served is that of the user's role, so no
# address leads out of it.

(salesbook_headers) {{
	header {{
{lines}		-Server
	}}
}}

(salesbook_editions) {{
{editions}
	handle {{
		error 403
	}}
}}

(salesbook_errors) {{
	handle_errors {{
		import salesbook_headers
{missing}
		@denied expression `{{http.error.status_code}} == 403`
		handle @denied {{
			root * {{$SALESBOOK_SITE:{SITE}}}
			rewrite * /{ENTRANCE}/no-role.html
			file_server
		}}
	}}
}}

# The page for whoever has no edition needs its style: it says nothing of any book.
(salesbook_entrance) {{
	@entrance path /{ENTRANCE}/entrance.css
	handle @entrance {{
		root * {{$SALESBOOK_SITE:{SITE}}}
		file_server
	}}
}}
"""


_CADDY_BASIC = f"""\
# Users sign in with a password. Copy this file, name your host, and keep your copy:
#   cp basic.caddy /etc/caddy/Caddyfile
# Passwords: {KEPT}/caddy-passwords, a line a user: anna and what `caddy hash-password` prints.
# Roles: {KEPT}/caddy-users, a line a user: anna head
# Caddy gets a certificate for the host by itself.

import /srv/salesbook/server/caddy/roles.caddy

book.example.com {{
	import salesbook_headers
	import salesbook_errors
	import salesbook_entrance
	handle {{
		route {{
			basicauth {{
				import {KEPT}/caddy-passwords
			}}
			map {{http.auth.user.id}} {{salesbook_role}} {{
				import {KEPT}/caddy-users
				default -
			}}
			import salesbook_editions
		}}
	}}
}}
"""

_CADDY_SSO = f"""\
# A proxy of a single sign-on (oauth2-proxy, Authelia, Keycloak Gatekeeper…) stands before Caddy and says in a header
# who the user is. Copy this file, name the address and the proxy, and keep your copy:
#   cp sso.caddy /etc/caddy/Caddyfile
# Roles: {KEPT}/caddy-users, a line a user as the proxy calls him: anna@example.com head
# The header of a request that is not from the proxy's address (`remote_ip`) counts for nothing.

import /srv/salesbook/server/caddy/roles.caddy

http://book.example.com:8080 {{
	import salesbook_headers
	import salesbook_errors
	import salesbook_entrance
	handle {{
		route {{
			@foreign not remote_ip 127.0.0.1
			request_header @foreign -X-Forwarded-User
			map {{header.X-Forwarded-User}} {{salesbook_role}} {{
				import {KEPT}/caddy-users
				default -
			}}
			import salesbook_editions
		}}
	}}
}}
"""
