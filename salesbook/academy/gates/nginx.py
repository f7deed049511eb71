"""Rules for nginx."""

from collections.abc import Mapping, Sequence

from salesbook.academy.entrance import ENTRANCE
from salesbook.academy.gates.folders import KEPT, SITE


def roles(folders: Sequence[tuple[str, str]]) -> str:
    """Return which role may see which edition; `folders` are those of the editions with the names of the roles."""
    # By patterns: nginx takes a bare `default` or `include` for an order.
    homes = "".join(f'    "~^{folder}$" /{folder}/;\n' for folder, _name in folders)
    files = "".join(f'    "~^{folder} /{folder}/" $uri;\n' for folder, _name in folders)
    verdicts = "".join(
        f'    "~^{folder} /(?:{folder})?$" home;\n    "~^{folder} /{folder}/" missing;\n' for folder, _name in folders
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


def site(headers: Mapping[str, str]) -> str:
    """Return what is answered to whom, with `headers` of every answer."""
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


BASIC = f"""\
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

SSO = f"""\
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
