"""Nobody but the browser that was given the token gets anything."""

from __future__ import annotations

import http.client
import socket

import pytest

from tests.preview.conftest import Shown


def ask(shown: Shown, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Ask as the browser would that holds the cookie, save what `headers` change."""
    port = int(shown.host.split(":")[1])
    sent = {"Host": shown.host, "Cookie": f"typeset-{port}={shown.token}"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    for name, value in sent.items():
        if value:
            connection.putheader(name, value)
    connection.putheader("Content-Length", "0")
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read() if answer.headers.get_content_type() != "text/event-stream" else b"..."
    connection.close()
    return answer.status, data


def test_the_owner_sees_the_page(shown: Shown) -> None:
    status, data = ask(shown, "/")
    assert status == 200
    assert b"preview.js" in data
    assert (
        ask(shown, "/preview.js", Origin=f"http://{shown.host}", Sec_Fetch_Site="same-origin")[0]
        == 200
    )
    assert ask(shown, "/events")[0] == 200


@pytest.mark.parametrize("path", ["/", "/events", "/pages/1/96.png", "/pages/1/places", "/compare"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:80"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Cookie": ""},
        {"Cookie": "typeset-1=x"},
        {"Cookie": "\x01;;=,"},
    ],
    ids=str,
)
def test_strangers_get_nothing(shown: Shown, path: str, headers: dict[str, str]) -> None:
    status, data = ask(shown, path, **headers)
    assert status in (400, 403)
    assert b"typeset" not in data
    assert len(data) < 40  # the server's own “Invalid HTTP request received.” at most


def test_the_wrong_token_gets_nothing(shown: Shown) -> None:
    for token in ("x", shown.token[:-1], "％", ""):
        status, data = ask(shown, f"/?token={token.encode().hex()}", Cookie="")
        assert (status, data) == (403, b"")
    status, data = ask(shown, f"/?token={shown.token}", Cookie="")
    assert status == 303
    status, data = ask(shown, f"/?token={shown.token}", Cookie="", Origin="https://evil.example")
    assert (status, data) == (403, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../issues/7/issue.yaml",
        "/..%2f..%2fissues/7/issue.yaml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/page/../../studio.py",
        "/issues/7/issue.yaml",
        "/preview.js/../../studio.py",
        "/link.txt",
        "/pages/../issue.yaml",
        "/pages/1/99999.png",
        "/pages/-1/96.png",
        "/pages/1/96.png%00",
    ],
)
def test_nothing_but_the_page_is_served(shown: Shown, path: str) -> None:
    secret = shown.project.root.parent / "secret.txt"
    secret.write_text("secret")
    link = shown.project.root / "link.txt"
    if not link.is_symlink():
        link.symlink_to(secret)
    status, data = ask(shown, path)
    assert status in (400, 404)
    assert b"secret" not in data
    assert b"layout:" not in data
    assert b"root:" not in data


def test_a_link_out_of_the_project_shows_nothing(shown: Shown) -> None:
    secret = shown.project.root.parent / "secret.md"
    secret.write_text("---\ntitle: 机密\n---\n机密内容。\n")
    link = shown.path("articles/03-link.md")
    link.symlink_to(secret)
    shown.edit(
        "issue.yaml", "articles/02-second.md]", "articles/02-second.md, articles/03-link.md]"
    )
    try:
        state = wait_for_state(shown, "03-link.md")
        assert "机密" not in state
        assert '"isCurrent": false' in state
        status, _ = ask(shown, "/locate?file=../secret.md&line=1")
        assert status == 200
        assert b"null" in ask(shown, "/locate?file=../secret.md&line=1")[1]
    finally:
        link.unlink()
        shown.restore()


def wait_for_state(shown: Shown, words: str) -> str:
    """Return the first event that says `words`."""
    port = int(shown.host.split(":")[1])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/events", headers={"Cookie": f"typeset-{port}={shown.token}"})
    answer = connection.getresponse()
    for line in iter(answer.readline, b""):
        text = line.decode()
        if text.startswith("data:") and words in text:
            connection.close()
            return text
    raise AssertionError("no such event")


def test_only_files_that_were_read_are_opened(shown: Shown) -> None:
    port = int(shown.host.split(":")[1])
    for file in ("../secret.txt", "/etc/passwd", "editor.sh", "issues/7/nothing.md"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(
            "POST",
            "/open",
            body=f'{{"file": "{file}", "line": 1}}',
            headers={"Cookie": f"typeset-{port}={shown.token}"},
        )
        assert connection.getresponse().status == 404
        connection.close()
    assert not shown.edited.exists()


def test_only_loopback_listens(shown: Shown) -> None:
    port = int(shown.host.split(":")[1])
    name = socket.gethostbyname(socket.gethostname())
    if name.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match=r"refused|timed out"):
        socket.create_connection((name, port), timeout=2)
