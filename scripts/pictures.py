"""Take the pictures of the README and the tour: the main pages, phone and desk, light and dark.

    python scripts/pictures.py [FOLDER]      (docs/pictures when no folder is given)

It makes a demo store of its own in a folder that is thrown away, serves it, and ends it again.
Each picture is the first screen of a page, in Swedish, as FOLDER/<page>-<width>-<scheme>.webp.
The same is done, and looked at, by tests/browser/test_pictures.py.
"""

import base64
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
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DIRECTOR = "frida"
SIZES = {390: 844, 1440: 900}
SCHEMES = ("light", "dark")
HEAVY_BYTES = 120_000
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its address, a link to follow from there, and what is put at the top."""

    where: str
    link: str = ""
    top: str = ""
    who: str = DIRECTOR


PAGES = {
    "front": Shown("/", who=""),
    "week": Shown("/"),
    "thread": Shown("/results/", top="#picture"),
    "map": Shown("/results/map/"),
    "loose-ends": Shown("/results/loose-ends/"),
    "log": Shown("/results/log/", "main .entries li:not(:has(.tag)) h2 a"),
    "counts": Shown("/results/counts/"),
    "goal": Shown("/strategy/", 'main a[href^="/strategy/goals/"]:not([href*="add"])'),
    "programme": Shown("/programmes/", 'main table a[href^="/programmes/"]'),
    "companies": Shown("/companies/"),
    "company": Shown("/companies/?search=Norrfors", 'main table a[href^="/companies/"]'),
}
"""Name of the picture, and how to come to the page."""

AS_WEBP = """async ([picture, quality]) => {
  const bytes = Uint8Array.from(atob(picture), each => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  const points = new Uint32Array(pen.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
  const blob = await canvas.convertToBlob({type: 'image/webp', quality});
  const made = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const each of made) text += String.fromCharCode(each);
  return {webp: btoa(text), colours: new Set(points).size};
}"""
"""A PNG made small by the browser itself, and how many colours it has."""
QUALITY = 0.82


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture as it was written: how many bytes, and how many colours it had before."""

    file: Path
    size_bytes: int
    colours: int


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo of our own, which ends with us."""
    home = tempfile.mkdtemp(prefix="samsyn-pictures-")
    port = free_port()
    ours = ("SAMSYN_", "DJANGO_")  # a test's settings are not the demo's
    clean = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
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


def take(browser: Browser, site: str, folder: Path) -> Iterator[Taken]:
    """Take every picture; each as it is written."""
    maker = browser.new_page()
    maker.goto("about:blank")
    for width in SIZES:
        for scheme in SCHEMES:
            windows: dict[str, Page] = {}
            for name, shown in PAGES.items():
                if shown.who not in windows:
                    windows[shown.who] = window(browser, site, width, scheme).new_page()
                    if shown.who:
                        windows[shown.who].goto(f"/directory/demo/{shown.who}/")
                show(windows[shown.who], shown)
                file = folder / f"{name}-{width}-{scheme}.webp"
                yield write(maker, windows[shown.who].screenshot(), file)
            for page in windows.values():
                page.context.close()
    maker.close()


def window(browser: Browser, site: str, width: int, scheme: str) -> BrowserContext:
    return browser.new_context(
        base_url=site,
        locale="sv-SE",
        viewport={"width": width, "height": SIZES[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )


def show(page: Page, shown: Shown) -> None:
    """Go to the page; its thing at the top if it has one, otherwise its beginning."""
    page.goto(shown.where)
    if shown.link and page.locator(shown.link).count():
        page.locator(shown.link).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if shown.top:
        page.locator(shown.top).first.evaluate(
            "each => (each.closest('section') ?? each).scrollIntoView({block: 'start'})"
        )


def write(maker: Page, png: bytes, file: Path) -> Taken:
    made = maker.evaluate(AS_WEBP, [base64.b64encode(png).decode(), QUALITY])
    data = base64.b64decode(made["webp"])
    file.write_bytes(data)
    return Taken(file, len(data), made["colours"])


def main(folder: Path) -> int:
    """Write the pictures into the folder; 1 when one is too heavy or there is no browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Pictures need Chromium: apt-get install chromium", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    heavy = 0
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        for taken in take(browser, site, folder):
            heavy += taken.size_bytes > HEAVY_BYTES
            too = "  too heavy" if taken.size_bytes > HEAVY_BYTES else ""
            print(f"{taken.size_bytes / 1000:6.0f} kB  {taken.file}{too}")
        browser.close()
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES))
