"""Look at the main pages of a running demo, as a visitor and as one of the cast.

    python scripts/visit.py http://127.0.0.1:8000

The front page, and in each room the first page and every other one that needs no key. Exit
status 1 if one of them fails, or if the one-click link does not sign in.
"""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar

ROOMS = ("directory", "dialogue", "strategy", "company", "programme", "funding", "results")
WHO = "frida"
NAME = "Frida Holm"


def addresses() -> Iterator[tuple[str, list[str]]]:
    """Each room and the addresses of its pages that need no key, in the room's own order."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
    import django
    from django.urls import URLPattern, get_resolver

    django.setup()
    for resolver in get_resolver().url_patterns:
        if getattr(resolver, "app_name", None) in ROOMS:
            start = str(resolver.pattern)
            yield (
                resolver.app_name,
                [
                    f"/{start}{page.pattern}"
                    for page in resolver.url_patterns
                    if isinstance(page, URLPattern) and not page.pattern.converters
                ],
            )


def look(opener: urllib.request.OpenerDirector, address: str) -> tuple[int, str]:
    """The status and the text of a page, after any redirect."""
    try:
        with opener.open(address, timeout=60) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""


def main(site: str) -> int:
    visitor = urllib.request.build_opener()
    member = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    failed = []

    def expect(good: bool, what: str) -> None:
        print("ok    " if good else "FAILED", what)
        if not good:
            failed.append(what)

    status, _text = look(visitor, f"{site}/")
    expect(status == 200, f"{status} / as a visitor")
    status, text = look(member, f"{site}/directory/demo/{WHO}/")
    expect(status == 200 and NAME in text, f"{status} sign in as {NAME}")
    rooms = dict(addresses())
    for room in ROOMS:
        expect(bool(rooms.get(room)), f"{room} has pages")
        for place, address in enumerate(rooms.get(room, [])):
            status, _text = look(member, site + address)
            # Beyond the first page of a room: not hers to see, or only to be sent to.
            fine = {200} if place == 0 else {200, 403, 404, 405}
            expect(status in fine, f"{status} {address} as {NAME}")
            status, _text = look(visitor, site + address)
            expect(status < 500, f"{status} {address} as a visitor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
