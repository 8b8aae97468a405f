"""Take the pictures of the README and the tour: ten pages, phone and desk, light and dark.

    python scripts/pictures.py [FOLDER]      (docs/pictures when no folder is given)

It makes a demo store of its own in a folder that is thrown away, serves it, and ends it again.
Each picture is the first screen of a page, in Swedish, as FOLDER/<page>-<width>-<scheme>.png.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WHO = "frida"
SIZES = {390: 844, 1440: 900}
SCHEMES = ("light", "dark")
PAGES: dict[str, tuple[str, str]] = {
    "front": ("/", ""),
    "thread-top": ("/results/", ""),
    "counts": ("/results/counts/", ""),
    "loose-ends": ("/results/loose-ends/", ""),
    "dialogue": ("/dialogues/", 'main table a[href^="/dialogues/"]'),
    "goal": ("/strategy/", 'main a[href^="/strategy/goals/"]:not([href*="add"])'),
    "grants": ("/funding/", ""),
    "programme": ("/programmes/", 'main table a[href^="/programmes/"]'),
    "companies": ("/companies/", ""),
    "company": ("/companies/?search=Norrfors", 'main table a[href^="/companies/"]'),
}
"""Name of the picture: the address, and the link to follow from there ("" to stay)."""
HEAVY_BYTES = 180_000
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo of our own, which ends with us."""
    home = tempfile.mkdtemp(prefix="samsyn-pictures-")
    port = free_port()
    clean = {name: text for name, text in os.environ.items() if not name.startswith("SAMSYN_")}
    place = {"SAMSYN_HOME": home, "HOST": "127.0.0.1", "PORT": str(port)}
    program = subprocess.Popen(
        [sys.executable, "-m", "samsyn.cli", "demo", "--made-up-only"],
        cwd=ROOT,
        env=clean | place,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", program)
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def wait_for(site: str, program: "subprocess.Popen[bytes]", seconds: int = 180) -> None:
    """Come back when the site answers; end if the program does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site}/", timeout=10):
                return
        except (urllib.error.URLError, TimeoutError):
            if program.poll() is not None:
                raise SystemExit("The demo ended before it answered.") from None
            time.sleep(0.5)
    raise SystemExit(f"The demo did not answer within {seconds} s.")


def take(browser: Browser, site: str, folder: Path) -> Iterator[Path]:
    """Take every picture; each file as it is written."""
    for width, height in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                base_url=site,
                locale="sv-SE",
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(f"/directory/demo/{WHO}/")
            for name, (where, link) in PAGES.items():
                show(page, where, link)
                file = folder / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=file)
                yield file
            context.close()


def show(page: Page, where: str, link: str) -> None:
    page.goto(where)
    if link:
        page.locator(link).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def main(folder: Path) -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Pictures need Chromium: apt-get install chromium", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    heavy = 0
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        for file in take(browser, site, folder):
            size = file.stat().st_size
            heavy += size > HEAVY_BYTES
            print(f"{size / 1000:6.0f} kB  {file}{'  too heavy' if size > HEAVY_BYTES else ''}")
        browser.close()
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"))
