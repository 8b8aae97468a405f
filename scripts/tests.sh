#!/bin/bash
# Every test, or the ones that are named. Those without a browser run on all cores; the browser's
# one after the other, since a story that is kept waiting tells nothing of the page.
set -euo pipefail
cd "$(dirname "$0")/.."
browser=tests/browser
pytest=(.venv/bin/python -m pytest -q)

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi
"${pytest[@]}" -n auto --ignore="$browser"
if [ "${SAMSYN_NO_BROWSER:-}" != 1 ]; then
  "${pytest[@]}" "$browser"
fi
