"""`typeset build` over many issues, as an archivist meets it."""

from __future__ import annotations

import math
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

NUMBERS = (7, 8, 9)


def pdf(number: int, profile: str = "print") -> str:
    return f"build/{number}/数据周报-{number}-{profile}.pdf"


def edit(project, number: int, old: str, new: str, name: str = "issue.yaml") -> None:
    path = project.root / f"issues/{number}/{name}"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def break_issue(project, number: int) -> None:
    edit(project, number, "number:", "nummer:")


def state(project) -> dict[str, tuple[int, int]]:
    """Which file each PDF is, and since when."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in project.root.glob("build/*/*.pdf")
    }


def test_all_issues_are_built_and_summed_up(built) -> None:
    _, done = built
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == [pdf(n) for n in NUMBERS]
    assert "共 3 期：排出 3，未变 0，有错 0" in done.stderr
    assert "\x1b" not in done.stderr
    assert "issues/8" in done.stderr


def test_an_unchanged_archive_is_left_alone(archive) -> None:
    before = state(archive)
    done = archive.run("build", "--all")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [pdf(n) for n in NUMBERS]
    assert "3 期都没有变化" in done.stderr
    assert state(archive) == before


def test_an_unchanged_issue_is_known_without_weasyprint_and_warns_again(archive) -> None:
    before = state(archive)
    probe = (
        "import sys, click\n"
        "from typeset.cli import main\n"
        "try: main(['build', '8'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "heavy = {'weasyprint', 'pydantic', 'yaml', 'jinja2', 'rich', 'PIL', 'pikepdf', 'pebble'}\n"
        "heavy |= {'tomllib', 'typeset.archive.layout_guard'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=archive.root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [pdf(8), "[]"]
    assert "L021" in done.stderr, "warnings are not hidden"
    assert "  │ follow: {caption: 关注公众号}" in done.stderr
    assert "没有变化" in done.stderr
    assert state(archive) == before


def test_one_changed_article_rebuilds_one_issue(archive) -> None:
    before = state(archive)
    edit(archive, 8, "意义", "另一种意义", "articles/01-first.md")
    done = archive.run("build", "--all", "-j", "2")
    assert done.returncode == 0, done.stderr
    assert "排出 1，未变 2" in done.stderr
    assert "issues/8/articles/01-first.md" in done.stderr, "it says what changed"
    changed = {name for name, seen in state(archive).items() if before[name] != seen}
    assert changed == {Path(pdf(8)).name}


def test_a_pdf_that_was_deleted_or_altered_is_made_again(archive) -> None:
    good = {n: (archive.root / pdf(n)).read_bytes() for n in (7, 8)}
    (archive.root / pdf(7)).unlink()
    (archive.root / pdf(8)).write_bytes(good[8][:-20] + b" " * 20)
    done = archive.run("build", "7", "8")
    assert done.returncode == 0, done.stderr
    assert {n: (archive.root / pdf(n)).read_bytes() for n in (7, 8)} == good


def test_a_changed_layout_rebuilds_those_that_use_it(archive) -> None:
    shutil.copytree(archive.root / "layouts/brief/1", archive.root / "layouts/brief/2")
    spec = archive.root / "layouts/brief/2/layout.yaml"
    spec.write_text(spec.read_text().replace("version: 1", "version: 2"))
    edit(archive, 9, "brief@1", "brief@2")
    done = archive.run("build", "--all", "-j", "1")
    assert done.returncode == 0, done.stderr
    assert "排出 1，未变 2" in done.stderr, "a new layout is nothing to those that use the old"
    style = archive.root / "layouts/brief/2/style.css"
    style.write_text(style.read_text() + "\n.nothing { margin: 0 }\n")
    done = archive.run("build", "--all", "-j", "1")
    assert done.returncode == 0, done.stderr
    assert "排出 1，未变 2" in done.stderr
    assert "layouts/brief/2/style.css" in done.stderr


def test_only_the_missing_kinds_of_pdf_are_made(archive) -> None:
    before = state(archive)
    done = archive.run("build", "7", "-p", "print", "-p", "screen")
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == [pdf(7), pdf(7, "screen")]
    assert state(archive)[Path(pdf(7)).name] == before[Path(pdf(7)).name]
    assert "没有变化" in archive.run("build", "7", "-p", "screen").stderr
    padded = archive.run("build", "7", "--pad", "16")
    assert "没有变化" not in padded.stderr
    assert "没有变化" in archive.run("build", "7", "--pad", "16").stderr
    forced = archive.run("build", "7", "--pad", "16", "--force")
    assert "没有变化" not in forced.stderr
    assert forced.returncode == 0


def test_a_refused_issue_ends_the_run_unless_told_to_go_on(archive) -> None:
    before = state(archive)
    for number in NUMBERS:
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    break_issue(archive, 7)
    done = archive.run("build", "--all", "-j", "1", "--timeout", "300")
    assert done.returncode == 1
    assert "M002" in done.stderr
    assert "--keep-going" in done.stderr
    assert state(archive)[Path(pdf(9)).name] == before[Path(pdf(9)).name]
    done = archive.run("build", "--all", "-j", "2", "--keep-going")
    assert done.returncode == 1
    assert "M002" in done.stderr
    assert "有错 1" in done.stderr
    assert state(archive)[Path(pdf(9)).name] != before[Path(pdf(9)).name]
    assert state(archive)[Path(pdf(7)).name] == before[Path(pdf(7)).name]
    again = archive.run("build", "--all")
    assert again.returncode == 1, "an unchanged mistake is still a mistake"
    assert "M002" in again.stderr
    assert "未变 2，有错 1" in again.stderr


def test_two_issues_with_one_number_do_not_write_over_each_other(archive) -> None:
    good = (archive.root / pdf(7)).read_bytes()
    edit(archive, 8, "number: 8", "number: 7")
    done = archive.run("build", "7-8", "-k")
    assert done.returncode == 1
    assert "B013" in done.stderr
    assert "issues/7/issue.yaml" in done.stderr
    assert done.stdout.split() == [pdf(7)]
    assert (archive.root / pdf(7)).read_bytes() == good


def test_ranges_and_years(archive) -> None:
    assert archive.run("build", "7-8").stdout.split() == [pdf(7), pdf(8)]
    assert archive.run("build", "2025").stdout.split() == [pdf(8), pdf(9)]
    done = archive.run("build", "20-30")
    assert (done.returncode, done.stdout) == (2, "")
    assert "B005" in done.stderr
    assert archive.run("build", "--all", "7").returncode == 2


def test_time_and_memory_have_limits(archive) -> None:
    before = state(archive)
    for number in (7, 8):
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    done = archive.run("build", "--all", "--timeout", "0.05", "--lang", "en")
    assert done.returncode == 1
    assert done.stderr.count("error B003") == 2
    assert "0.05 s" in done.stderr
    assert "2 failed" in done.stderr
    done = archive.run("build", "7", "--memory", "64")
    assert done.returncode == 1
    assert "B002" in done.stderr
    assert "64 MiB" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(archive) == before
    assert archive.run("build", "7").returncode == 0, "what failed is tried again"


def processes() -> dict[int, tuple[int, float]]:
    """Every process: its parent, and the processor time that it and its dead children took."""
    found: dict[int, tuple[int, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks = sum(map(int, fields[11:15]))
        found[int(folder.name)] = int(fields[1]), ticks / os.sysconf("SC_CLK_TCK")
    return found


def family_of(process: subprocess.Popen) -> dict[int, float]:
    """The processor time of a build's process and of all below it."""
    known = processes()
    family, generation = dict[int, float](), {process.pid}
    while generation:
        family |= {pid: known[pid][1] for pid in generation if pid in known}
        generation = {pid for pid, (parent, _) in known.items() if parent in generation}
    return family


def workers_of(process: subprocess.Popen, tries: int = 600) -> list[int]:
    """The worker processes below a build, as soon as there are any."""
    for _ in range(tries):
        parents = {pid: parent for pid, (parent, _) in processes().items()}
        children = [pid for pid, parent in parents.items() if parent == process.pid]
        found = [pid for pid, parent in parents.items() if parent in children]
        if found:
            return found
        time.sleep(0.05)
    return []


def until_busy(pid: int, seconds: float = 0.2, tries: int = 600) -> None:
    """Wait until a process has worked for some time: it has taken up a job then."""
    for _ in range(tries):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        if int(fields[11]) / os.sysconf("SC_CLK_TCK") >= seconds:
            return
        time.sleep(0.01)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def start(project, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "typeset.cli", "build", *words],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )


def heed_interrupts() -> None:
    """Undo what a shell does to what it runs in the background: let Ctrl-C be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@needs_proc
def test_a_crash_takes_one_issue_down(archive) -> None:
    for number in (7, 8):
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    process = start(archive, "--all", "-j", "1")
    (worker,) = workers_of(process)
    until_busy(worker)
    os.kill(worker, signal.SIGSEGV)
    stdout, stderr = process.communicate()
    assert process.returncode == 1
    assert stderr.count("错误 B001") == 1, stderr
    assert "SIGSEGV" in stderr
    assert "排出 1，未变 1，有错 0，中止 1" in stderr
    assert pdf(8) in stdout.split()


@needs_proc
def test_ctrl_c_says_what_was_done_and_leaves_nothing_behind(archive) -> None:
    before = state(archive)
    for number in NUMBERS:
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    process = start(archive, "--all", "-j", "2")
    workers = workers_of(process)
    assert workers
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate()
    assert process.returncode == 130, stderr
    assert "已中断" in stderr
    assert "Traceback" not in stderr
    assert state(archive) == before
    assert are_gone(workers)
    assert not list(archive.root.rglob("*.part"))


def are_gone(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


# Twenty take 36 s on two busy cores, most of it imports: too long for every run of the tests.
KILLS = int(os.environ.get("TYPESET_TEST_KILLS", "10"))


def change_all(project, turn: int) -> None:
    for number in NUMBERS:
        path = project.root / f"issues/{number}/articles/01-first.md"
        path.write_text(re.sub("“试点”的.*意义", f"“试点”的第{turn}种意义", path.read_text()))


def worked(process: subprocess.Popen, seconds: float) -> dict[int, float]:
    """Wait until a build took so much processor time, or has ended; return its last family."""
    family = family_of(process)
    while process.poll() is None and sum(family.values()) < seconds:
        time.sleep(0.01)
        family = family_of(process) or family
    return family


@needs_proc
def test_kill_9_at_random_moments_leaves_whole_files_and_no_process(archive) -> None:
    change_all(archive, 0)
    process = start(archive, "--all", "-j", "2")
    work_s = sum(worked(process, math.inf).values())
    process.communicate()
    assert process.returncode == 0
    chance = random.Random(7)
    ends = []
    for turn in range(1, KILLS + 1):
        change_all(archive, turn)
        process = start(archive, "--all", "-j", "2")
        family = worked(process, work_s * (turn - chance.random()) / KILLS)
        process.kill()
        process.communicate()
        ends.append(process.returncode)
        assert are_gone(list(family))
        for path in archive.root.glob("build/*/*.pdf"):
            data = path.read_bytes()
            assert data.startswith(b"%PDF-"), path
            assert data.rstrip().endswith(b"%%EOF"), path
    assert -signal.SIGKILL in ends, "none was killed at work"
    change_all(archive, KILLS + 1)
    done = archive.run("build", "--all", "-j", "2")
    assert done.returncode == 0, done.stderr
    assert "排出 3，未变 0，有错 0，中止 0，没有排到 0" in done.stderr
    assert "3 期都没有变化" in archive.run("build", "--all").stderr


def test_a_build_folder_that_cannot_be_written_is_told_and_left(archive) -> None:
    before = state(archive)
    for number in NUMBERS:
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    with read_only(archive.root / "build"):
        done = archive.run("build", "--all", "-j", "1", "-k", "--lang", "en")
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("error B006") == 1, "no use in trying the others"
    assert "build/" in done.stderr
    assert state(archive) == before
    edit(archive, 8, "别的意义", "意义", "articles/01-first.md")
    with read_only(archive.root / "build"):
        assert archive.run("build", "8").returncode == 0, "nothing to do, nothing to write"


class read_only:  # noqa: N801 -- reads as a statement
    """Make a folder read-only, for root too (who minds no modes) where chattr can."""

    def __init__(self, folder: Path) -> None:
        self.folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]

    def __enter__(self) -> None:
        if os.geteuid():
            for folder in self.folders:
                folder.chmod(0o555)
            return
        command = ["chattr", "+i", *map(str, self.folders)]
        if not shutil.which("chattr") or subprocess.run(command, check=False).returncode:
            subprocess.run(["chattr", "-i", *map(str, self.folders)], check=False)
            pytest.skip("root writes everywhere, and chattr does not work here")

    def __exit__(self, *_: object) -> None:
        if os.geteuid():
            for folder in self.folders:
                folder.chmod(0o755)
        else:
            subprocess.run(["chattr", "-i", *map(str, self.folders)], check=True)


@pytest.fixture
def mount_small() -> object:
    """A way to mount a small file system on a folder."""
    mounted: list[Path] = []

    def mount(folder: Path, size_kib: int) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(folder)]
        if (
            sys.platform != "linux"
            or os.geteuid()
            or subprocess.run(command, check=False).returncode
        ):
            pytest.skip("mounting a tmpfs needs root")
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_leaves_what_was_there(
    archive, mount_small: Callable[[Path, int], None]
) -> None:
    kept = archive.root / "kept"
    (archive.root / "build").rename(kept)
    (archive.root / "build").mkdir()
    size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
    mount_small(archive.root / "build", size // 1024 + 80)
    shutil.copytree(kept, archive.root / "build", dirs_exist_ok=True)
    for number in NUMBERS:
        edit(archive, number, "意义", "别的意义", "articles/01-first.md")
    done = archive.run("build", "--all", "-j", "1", "--lang", "en")
    assert done.returncode == 2, done.stderr
    assert "error B006" in done.stderr
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    for path in kept.glob("*/*.pdf"):
        there = archive.root / "build" / path.relative_to(kept)
        assert there.read_bytes() == path.read_bytes()
    assert not list((archive.root / "build").rglob("*.part"))
