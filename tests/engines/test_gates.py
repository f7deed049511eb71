"""Each user is let into the edition of his own role and no other, by the real nginx and Caddy of Debian."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesbook.academy.editions import build_all
from salesbook.academy.entrance import ENTRANCE
from salesbook.academy.gates import server_files
from salesbook.academy.gates.folders import KEPT, SITE
from salesbook.book.load import load_book
from tests.books import OTHER, TODAY

pytestmark = pytest.mark.engines

USERS = {"anna": ("teacher", "s3cret-a"), "boris": ("director", "s3cret-b"), "vera": (None, "s3cret-c")}
SERVERS = ("nginx", "caddy")
TRICKS = (
    "/teacher/../{other}/index.html",
    "/teacher/%2e%2e/{other}/index.html",
    "/teacher/%2E%2E%2F{other}/index.html",
    "/teacher/..%2f{other}/index.html",
    "/teacher/%252e%252e/{other}/index.html",
    "//{other}/index.html",
    "/teacher//..//{other}/index.html",
    "/./{other}/index.html",
    "/{other}//index.html",
    "/{upper}/index.html",
    "/{other}./index.html",
    "/{other}%20/index.html",
    "/{other}%00/index.html",
    "/teacher/..;/{other}/index.html",
    "/teacher\\..\\{other}\\index.html",
    "/teacher/x/../../{other}/",
    "/{other}",
    "/{other}/",
    "/{other}/index.html",
    "/{other}/assets/salesbook/academy.js",
    "/index.html",
    "/../server/nginx/roles.conf",
    "/server/nginx/roles.conf",
    "/.salesbook-academy",
    "/teacher/../.salesbook-academy",
    "/-/home",
    "/-/missing",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("gates") / "editions"
    book, _problems = load_book(OTHER)
    assert build_all(book.root, book, output, today=TODAY).sound
    assert not any(path.is_symlink() for path in output.rglob("*"))
    # What somebody has put there by hand leads nowhere.
    (output / "site" / "teacher" / "inside").symlink_to(output / "site" / "director", target_is_directory=True)
    for path in [*output.parents[:3], output, *output.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    return output


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


Answer = tuple[int, dict[str, str], str]
"""Status, headers by their names in small letters, text."""


def ask(port: int, path: str, user: str | None = None, host: str = "127.0.0.1", **headers: str) -> Answer:
    """Ask as a browser never would: the path goes out as it is written."""
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.putrequest("GET", path, skip_host=False, skip_accept_encoding=True)
    if user is not None:
        password = USERS[user][1] if user in USERS else "wrong"
        connection.putheader("Authorization", f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}")
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


@contextmanager
def running(command: list[str], port: int, env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(300):
            if process.poll() is not None:
                pytest.fail(process.stderr.read().decode() if process.stderr else "it has ended")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def moved(text: str, built: Path, kept: Path) -> str:
    for told, here in (("/srv/salesbook/server", kept.with_name("rules")), (SITE, built / "site"), (KEPT, kept)):
        text = text.replace(told, str(here))
    return text


@contextmanager
def served(server: str, mode: str, built: Path, folder: Path) -> Iterator[int]:
    """Run a server by the rules as they are, their addresses apart; give its port."""
    if shutil.which(server) is None:
        pytest.skip(f"{server} is not installed")
    kept, rules, port = folder / "kept", folder / "rules", free_port()
    kept.mkdir(parents=True)
    shutil.copytree(built / "server", rules)
    for path in rules.rglob("*"):
        if path.is_file():
            path.write_text(moved(path.read_text(encoding="utf-8"), built, kept), encoding="utf-8")
    roles = [(name, role) for name, (role, _password) in USERS.items() if role]
    (kept / "users").write_text("".join(f"{name} {role};\n" for name, role in roles), encoding="utf-8")
    (kept / "caddy-users").write_text("".join(f"{name} {role}\n" for name, role in roles), encoding="utf-8")
    (kept / "proxies").write_text("127.0.0.1 1;\n", encoding="utf-8")
    subprocess.run(["htpasswd", "-c", "-b", str(kept / "passwords"), "nobody", "x"], check=True, capture_output=True)
    hashes = []
    for name, (_role, password) in USERS.items():
        subprocess.run(["htpasswd", "-b", str(kept / "passwords"), name, password], check=True, capture_output=True)
        command = ["htpasswd", "-nbB", name, password]
        made = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        hashes.append(made.replace(":", " ", 1).replace("$2y$", "$2a$"))
    (kept / "caddy-passwords").write_text("\n".join(hashes) + "\n", encoding="utf-8")
    for path in [folder, *folder.parents[:3], *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    if server == "nginx":
        own = rules / "nginx" / f"{mode}.conf"
        text = re.sub(r"listen [\d.:]+;", f"listen {port};", own.read_text(encoding="utf-8"))
        own.write_text(text, encoding="utf-8")
        main = folder / "nginx.conf"
        kinds = "client_body proxy fastcgi uwsgi scgi".split()
        temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in kinds)
        main.write_text(
            f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nuser nobody nogroup;\nevents {{}}\n"
            f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}include {own};\n}}\n",
            encoding="utf-8",
        )
        command = ["nginx", "-c", str(main)]
    else:
        own = rules / "caddy" / f"{mode}.caddy"
        host = re.compile(r"^(?:http://)?book\.example\.com(?::8080)? \{", re.MULTILINE)
        text = host.sub(f"http://:{port} {{", own.read_text(encoding="utf-8"))
        own.write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(own)]
    with running(command, port, {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}):
        yield port


def marks(built: Path, role: str) -> str:
    return (built / "site" / role / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("server", SERVERS)
def test_users_with_passwords_are_let_into_their_own_edition(server: str, built: Path, tmp_path: Path) -> None:
    with served(server, "basic", built, tmp_path) as port:
        assert ask(port, "/")[0] == 401
        assert ask(port, "/teacher/")[0] == 401
        assert ask(port, "/", "nobody")[0] == 401
        for user, (role, _password) in USERS.items():
            status, headers, text = ask(port, "/", user)
            if role is None:
                assert status == 403
                assert "Эта страница вам не открыта" in text
                continue
            assert (status, headers["location"]) == (302, f"/{role}/")
            status, headers, text = ask(port, f"/{role}/", user)
            assert status == 200
            assert text == marks(built, role)
            assert headers["cache-control"] == "private, no-cache"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            status, headers, text = ask(port, f"/{role}/nowhere.html", user)
            assert status == 404
            assert f"/{role}/index.html" in text
            assert headers["cache-control"] == "private, no-cache"
        assert_closed(port, built, lambda path: ask(port, path, "anna"))
        if server == "nginx":  # Caddy follows links: the build makes none
            assert ask(port, "/teacher/inside/index.html", "anna")[0] in (403, 404)
        # A header of a sign-on that is not there says nothing.
        assert ask(port, "/director/", "anna", X_Forwarded_User="boris")[0] == 403
        assert ask(port, f"/{ENTRANCE}/entrance.css", "anna")[0] == 200


@pytest.mark.parametrize("server", SERVERS)
def test_the_header_of_the_proxy_counts_and_no_other(server: str, built: Path, tmp_path: Path) -> None:
    with served(server, "sso", built, tmp_path) as port:
        assert ask(port, "/")[0] == 403
        assert ask(port, "/", X_Forwarded_User="vera")[0] == 403
        status, headers, _text = ask(port, "/", X_Forwarded_User="anna")
        assert (status, headers["location"]) == (302, "/teacher/")
        assert ask(port, "/teacher/", X_Forwarded_User="anna")[2] == marks(built, "teacher")
        assert_closed(port, built, lambda path: ask(port, path, X_Forwarded_User="anna"))
        # From another address than that of the proxy.
        elsewhere = own_address()
        if elsewhere is not None:
            assert ask(port, "/teacher/", host=elsewhere, X_Forwarded_User="anna")[0] == 403
            assert ask(port, "/", host=elsewhere, X_Forwarded_User="anna")[0] == 403


def assert_closed(port: int, built: Path, asked: object) -> None:
    """Assert that nothing of another edition comes by any trick with the path."""
    assert callable(asked)
    secrets = [marks(built, role) for role in ("director", "curator")]
    for trick in TRICKS:
        path = trick.format(other="director", upper="DIRECTOR")
        status, headers, text = asked(path)
        assert status in (301, 302, 400, 403, 404), (path, status)
        assert text not in secrets, path
        assert "director" not in headers.get("location", "").rpartition("/")[0].partition("director")[0], path
        if status in (301, 302):
            assert asked(headers["location"])[0] in (400, 403, 404) or headers["location"].startswith("/teacher/"), path


def own_address() -> str | None:
    """Return another address of this machine than that of the loop; None when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


WORDS = ("default", "include", "volatile", "hostnames", "entrance", "foreign", "denied")
"""Roles that may be called so, and that mean something in the files of a server."""


@pytest.mark.parametrize("mode", ["basic", "sso"])
@pytest.mark.parametrize("server", SERVERS)
def test_a_role_may_be_called_by_a_word_of_the_server(
    server: str, mode: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = load_book(OTHER)[0].company
    roles = tuple(company.roles[0].model_copy(update={"id": word}) for word in WORDS)
    copy = tmp_path / "editions"
    shutil.copytree(built, copy, symlinks=True)
    (copy / "site/teacher/inside").unlink()
    for word in WORDS:
        shutil.copytree(copy / "site/teacher", copy / "site" / word)
        (copy / "site" / word / "index.html").write_text(f"the edition of {word}", encoding="utf-8")
    names = {word: word for word in WORDS}
    for name, text in server_files(company.model_copy(update={"roles": roles}), names, "default-src 'none'").items():
        (copy / "server" / name).write_text(text, encoding="utf-8")
    users = {f"user-{word}": (word, "s3cret") for word in WORDS}
    monkeypatch.setitem(globals(), "USERS", users)
    with served(server, mode, copy, tmp_path / "run") as port:
        for user, (word, _password) in users.items():
            who = {"X_Forwarded_User": user} if mode == "sso" else {"user": user}
            assert ask(port, f"/{word}/", **who)[2] == f"the edition of {word}"
            other = WORDS[WORDS.index(word) - 1]
            assert f"the edition of {other}" not in ask(port, f"/{other}/", **who)[2]
