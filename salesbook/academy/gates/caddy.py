"""Rules for Caddy."""

from collections.abc import Mapping, Sequence

from salesbook.academy.entrance import ENTRANCE
from salesbook.academy.gates.folders import KEPT, SITE

_ROLES = """\
# Made by salesbook: which role may see which edition. It is made anew with the editions.
# `{{salesbook_role}}` is set by basic.caddy or sso.caddy. The folder that is served is that of the user's role, so no
# address leads out of it.

(salesbook_headers) {{
	header {{
{headers}		-Server
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
			root * {site}
			rewrite * /{entrance}/no-role.html
			file_server
		}}
	}}
}}

# The page for whoever has no edition needs its style: it says nothing of any book.
(salesbook_entrance) {{
	@entrance path /{entrance}/entrance.css
	handle @entrance {{
		root * {site}
		file_server
	}}
}}
"""

BASIC = f"""\
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

SSO = f"""\
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


def roles(folders: Sequence[tuple[str, str]], headers: Mapping[str, str]) -> str:
    """Return which role may see which edition, with `headers` of every answer; `folders` as for nginx."""
    names = [folder for folder, _name in folders]
    return _ROLES.format(
        site=f"{{$SALESBOOK_SITE:{SITE}}}",
        entrance=ENTRANCE,
        headers="".join(f'\t\t{name} "{value}"\n' for name, value in headers.items()),
        editions="".join(_edition(n, folder) for n, folder in enumerate(names)),
        missing="".join(_missing(n, folder) for n, folder in enumerate(names)),
    )


def _edition(n: int, folder: str) -> str:
    return f"""
	@role_{n} expression `{{salesbook_role}} == "{folder}"`
	handle @role_{n} {{
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


def _missing(n: int, folder: str) -> str:
    return f"""
		@missing_{n} expression `{{http.error.status_code}} == 404 && {{salesbook_role}} == "{folder}"`
		handle @missing_{n} {{
			root * {{$SALESBOOK_SITE:{SITE}}}/{folder}
			rewrite * /404.html
			file_server
		}}
"""
