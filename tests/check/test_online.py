"""`--online` against a site on this computer: no test leaves it."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.check.conftest import MANIFEST, lay_out_issue
from typeset.check.online import rules
from typeset.check.online.cache import VisitCache
from typeset.check.online.comparing import is_same_article
from typeset.check.online.links import check_links
from typeset.check.online.page import read_page
from typeset.check.online.visit import Outcome, Visit
from typeset.check.online.visiting import Manners
from typeset.check.settings import Settings
from typeset.check.subjects import read_copy
from typeset.issue.reader import read_issue

QUICK = Manners(
    delay_s=0.0, timeout_s=1.0, longest_s=2.0, retries=1, back_off_s=0.01, longest_wait_s=0.1
)
PATIENT = Manners(delay_s=0.0, retries=1, back_off_s=0.01, longest_wait_s=0.1)
TITLE = "工信部组织开展网络去NAT深化IPv6部署应用"
LONG = "正文。" * 300


def page(title: str = TITLE, body: str = LONG, head: str = "", charset: str = "utf-8") -> bytes:
    meta = f'<meta charset="{charset}">' if charset else ""
    text = f"<html><head>{meta}{head}<title>{title}_某网</title></head><body><h1>{title}</h1>{body}</body></html>"
    return text.encode(charset or "gbk")


class Traffic:
    """How many requests are open at once: each from its arrival until its answer is sent."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at_once = 0
        self.most_at_once = 0

    def open(self) -> None:
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)

    def close(self, send: Callable[[], None]) -> None:
        """Send what ends an answer; nobody who has it can ask again before that is counted."""
        with self.lock:
            self.at_once -= 1
            with suppress(OSError):
                send()


class Site(BaseHTTPRequestHandler):
    """Answers by path: (status, headers, body) or a function that answers itself."""

    wbufsize = -1  # the end of an answer is sent by `Traffic.close`
    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}
    asked: ClassVar[Counter[str]] = Counter()
    traffic: ClassVar[Traffic]

    def do_GET(self) -> None:
        Site.asked[f"{self.command} {self.path}"] += 1
        traffic = Site.traffic  # a slow answer may outlast its test, and is none of the next's
        traffic.open()
        with suppress(OSError):
            self.answer()
        traffic.close(self.wfile.flush)

    do_HEAD = do_GET  # noqa: N815

    def answer(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/slow"):
            time.sleep(1.6)
        if path == "/trickle":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"<p>")
                self.wfile.flush()
                time.sleep(0.1)
            return
        if path == "/nohead" and self.command == "HEAD":
            self.send_error(405)
            return
        if path == "/sometimes" and Site.asked["GET /sometimes"] == 1:
            self.send_error(503)
            return
        status, headers, body = self.pages.get(path, (200, {}, page()))
        self.send_response(status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    Site.pages, Site.asked, Site.traffic = {}, Counter(), Traffic()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # clients hang up on slow answers
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def copy_of(root: Path, link: str, body: str = "正文。", title: str = TITLE):
    meta = f"title: {title}\nsource: 某报\nlink: {link}"
    sources = lay_out_issue(root, body, meta, MANIFEST)
    issue, _ = read_issue(sources, "issues/9/issue.yaml")
    return read_copy(sources, "issues/9/issue.yaml", issue, Settings())


def check(
    root: Path, link: str, body: str = "正文。", manners: Manners = PATIENT, title: str = TITLE
):
    seen: list[tuple[int, int]] = []
    report = check_links(
        copy_of(root, link, body, title), root / "cache", lambda *at: seen.append(at), manners
    )
    assert seen[-1][0] == seen[-1][1]
    assert all(each.span is not None and each.span.line for each in report)
    for each in report:
        assert each.message("zh")
        assert each.message("en")
        assert each.hint("zh")
        assert each.hint("en")
    return list(report)


def codes(*args, **kwargs) -> list[str]:
    return [each.code for each in check(*args, **kwargs)]


GOOD = (200, {}, page())
ANSWERS = {
    "/a/ok": (GOOD, []),
    "/a/gone": ((404, {}, b"no"), ["U020"]),
    "/a/gone410": ((410, {}, b"no"), ["U020"]),
    "/a/bad": ((400, {}, b"no"), ["U020"]),
    "/a/softly": ((200, {}, page("页面不存在", "<p>您访问的页面不存在</p>")), ["U020"]),
    "/a/deleted": ((200, {}, page("微信公众平台", "该内容已被发布者删除")), ["U020"]),
    "/a/guarded": ((200, {}, page("微信公众平台", "环境异常，完成验证后即可继续访问")), ["U023"]),
    "/a/forbidden": ((403, {}, b"no"), ["U023"]),
    "/a/login": ((401, {}, b"no"), ["U023"]),
    "/a/busy": ((429, {"Retry-After": "1"}, b""), ["U023"]),
    "/a/broken": ((502, {}, b""), ["U022"]),
    "/a/moved": ((301, {"Location": "/a/ok"}, b""), ["U027"]),
    "/a/moved308": ((308, {"Location": "/a/ok"}, b""), ["U027"]),
    "/a/led": ((302, {"Location": "/a/ok"}, b""), ["U028"]),
    "/a/round": ((302, {"Location": "/a/round"}, b""), ["U026"]),
    "/a/out": ((302, {"Location": "weixin://dl/x"}, b""), ["U026"]),
    "/a/home": ((302, {"Location": "/"}, b""), ["U020"]),
    "/a/error": ((302, {"Location": "/404.html"}, b""), ["U020"]),
    "/a/other": ((200, {}, page("春节期间铁路客流创新高")), ["U029"]),
    "/a/pdf": ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\n\xff\xfe"), []),
    "/a/late": ((200, {}, page(head='<meta property="article:published_time" content="2024-08-02T09:00">')), ["U030"]),
    "/a/old": ((200, {}, page(head='<meta name="PubDate" content="2022-01-05 10:20">')), ["U030"]),
    "/a/dated": ((200, {}, page(body=f"<p>发布时间：2024年07月12日 来源：某报</p>{LONG}")), []),
    "/a/huge": ((200, {}, page(body="<p>正文</p>" * 400_000)), []),
    "/a/gbk": ((200, {}, page(charset="gbk")), []),
    "/a/gbk-unsaid": ((200, {}, page(charset="")), []),
    "/a/gbk-lied": ((200, {"Content-Type": "text/html; charset=utf-8"}, page(charset="gbk")), []),
    "/a/empty": ((200, {}, b""), []),
}  # fmt: skip


@pytest.mark.parametrize("path", ANSWERS)
def test_what_a_site_answers(tmp_path: Path, site: str, path: str) -> None:
    Site.pages = {where: answer for where, (answer, _) in ANSWERS.items()}
    Site.pages["/404.html"] = (200, {}, page("出错了"))
    assert codes(tmp_path, f"{site}{path}") == ANSWERS[path][1]


def test_what_is_said_names_the_new_address_and_the_titles(tmp_path: Path, site: str) -> None:
    Site.pages = {where: answer for where, (answer, _) in ANSWERS.items()}
    (moved,) = check(tmp_path / "1", f"{site}/a/moved")
    assert f"{site}/a/ok" in moved.hint("zh")
    (other,) = check(tmp_path / "2", f"{site}/a/other")
    assert "春节期间铁路客流创新高" in other.message("zh")
    (late,) = check(tmp_path / "3", f"{site}/a/late")
    assert "2024-08-02" in late.message("zh")
    assert "2024-07-15" in late.message("zh")


@pytest.mark.parametrize("path", ["/slow", "/trickle"])
def test_a_site_that_does_not_answer_in_time(tmp_path: Path, site: str, path: str) -> None:
    began = time.monotonic()
    assert codes(tmp_path, f"{site}{path}", manners=QUICK) == ["U022"]
    assert time.monotonic() - began < 30  # two attempts, not the site's own time


def test_a_busy_site_is_asked_again(tmp_path: Path, site: str) -> None:
    assert codes(tmp_path, f"{site}/sometimes") == []
    assert Site.asked["GET /sometimes"] == 2


def test_links_of_the_text_are_asked_for_by_head_and_then_by_get(tmp_path: Path, site: str) -> None:
    Site.pages = {"/b/gone": (404, {}, b"")}
    body = f"见[甲]({site}/b/1)、<{site}/nohead>和{site}/b/gone。又见[甲]({site}/b/1)。"
    found = check(tmp_path, f"{site}/a", body)
    assert [each.code for each in found] == ["U020"]
    assert found[0].span is not None
    assert found[0].span.line == 7
    assert Site.asked == {
        "GET /a": 1, "HEAD /b/1": 1, "HEAD /nohead": 1, "GET /nohead": 1,
        "HEAD /b/gone": 1, "GET /b/gone": 1,
    }  # fmt: skip
    assert Site.traffic.most_at_once == 1


def test_one_site_is_given_its_rest(tmp_path: Path, site: str) -> None:
    body = "。".join(f"<{site}/b/{at}>" for at in range(4))
    began = time.monotonic()
    check(tmp_path, f"{site}/a", body, Manners(delay_s=0.2, timeout_s=5))
    assert time.monotonic() - began >= 0.8


def test_a_second_check_asks_nobody(tmp_path: Path, site: str) -> None:
    Site.pages = {"/a/moved": (301, {"Location": "/a/ok"}, b"")}
    first = check(tmp_path, f"{site}/a/moved")
    Site.asked.clear()
    assert check(tmp_path, f"{site}/a/moved") == first
    assert not Site.asked


def test_no_such_site_and_nobody_there(tmp_path: Path, site: str) -> None:
    assert codes(tmp_path / "1", "http://127.0.0.1:9/a") == ["U022"]
    assert codes(tmp_path / "2", "http://nowhere.invalid/a")[0] in ("U021", "U024")


def test_an_invalid_certificate(tmp_path: Path, site: str) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    done = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert,
         "-days", "1", "-subj", "/CN=localhost"],
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("openssl is not there")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        assert codes(tmp_path, f"https://127.0.0.1:{server.server_address[1]}/a") == ["U025"]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_cache_forgets(tmp_path: Path) -> None:
    now = [1000.0]
    cache = VisitCache(tmp_path / "cache", lambda: now[0])
    visit = Visit("https://e.com/a", Outcome.OPEN, 200, "https://e.com/a", titles=("甲",))
    cache.put(visit, with_page=False)
    assert cache.get(visit.url, with_page=False) == visit
    assert cache.get(visit.url, with_page=True) is None
    now[0] += 8 * 24 * 3600
    assert cache.get(visit.url, with_page=False) is None
    cache.put(Visit("https://e.com/b", Outcome.SLOW), with_page=True)
    assert cache.get("https://e.com/b", with_page=True) is None
    next((tmp_path / "cache").iterdir()).write_text("{")
    assert cache.get(visit.url, with_page=False) is None


def test_a_choice_of_codes_holds(tmp_path: Path, site: str) -> None:
    Site.pages = {"/b/gone": (404, {}, b"")}
    copy = replace(copy_of(tmp_path, f"{site}/b/gone"), settings=Settings(ignore=("U020",)))
    report = check_links(copy, tmp_path / "cache", lambda *at: None, PATIENT)
    assert [each.code for each in report] == []


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (TITLE, "工业和信息化部 中央网信办关于开展“网络去NAT”专项工作 进一步深化IPv6部署应用的通知", True),
        ("贵阳数据要素市场发展水平居西部城市第一", "贵阳居西部第一！《数据要素市场发展报告》发布", True),
        ("美众议院提出网络安全法案", "House bill would strengthen cyber", False),
        ("济南出台人工智能产业若干政策", "济南市人民政府办公厅关于印发济南市人工智能产业若干政策措施的通知_济南市政府", True),
        ("济南出台人工智能产业若干政策", "厦门市数字经济发展三年行动方案", False),
        ("四川发布算力券管理办法", "山西省召开全省数据工作会议", False),
    ],
)  # fmt: skip
def test_titles_beside_each_other(ours: str, theirs: str, same: bool) -> None:
    assert is_same_article(ours, [theirs]) is same


def test_pages_of_weixin_and_of_governments() -> None:
    weixin = (
        "<html><head><meta property='og:title' content='深化IPv6部署'></head><body>"
        "<h1 id='activity-name'></h1><script>var msg_title = '深化IPv6部署应用'.html(false);"
        f'var ct = "1720742400";</script>{LONG}</body></html>'
    )
    found = read_page(weixin.encode(), "utf-8")
    assert found.titles[0] == "深化IPv6部署应用"
    assert found.dates[0] == "2024-07-12"
    gov = (
        '<html><head><meta name="ArticleTitle" content="关于深化IPv6部署的通知">'
        '<meta name="PubDate" content="2024-07-11 09:00"><title>通知_中国政府网</title></head>'
        f"<body>{LONG}</body></html>"
    )
    found = read_page(gov.encode("gbk"), "gb2312")
    assert (found.titles[0], found.dates[0]) == ("关于深化IPv6部署的通知", "2024-07-11")


def test_every_rule_has_a_name_and_a_reason() -> None:
    assert len({each.code for each in rules.CHECKS}) == len(rules.CHECKS)
