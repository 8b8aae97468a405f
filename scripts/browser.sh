#!/bin/sh
# See to it that there is a Chromium for the browser tests, or say what to do.
set -eu
install="apt-get install -y --no-install-recommends chromium fonts-dejavu-core"

if [ "${SAMSYN_NO_BROWSER:-}" = 1 ]; then
  echo "SAMSYN_NO_BROWSER=1: the tests in a browser are left out."
  exit 0
fi
if command -v chromium >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  sudo=none
elif [ "$(id -u)" = 0 ]; then
  sudo=""
elif sudo -n true 2>/dev/null; then
  sudo="sudo -n"
else
  sudo=none
fi
if [ "$sudo" = none ]; then
  echo "The tests in a browser need Chromium, which may not be installed from here." >&2
  echo "Install it (on Debian: sudo $install), or leave them out: SAMSYN_NO_BROWSER=1 make test" >&2
  exit 1
fi
echo "Installing Chromium from Debian's packages …"
log=$(mktemp)
# shellcheck disable=SC2086  # the words of the command, and no word when root
if ! { $sudo apt-get update && DEBIAN_FRONTEND=noninteractive $sudo $install; } >"$log" 2>&1; then
  tail -20 "$log" >&2
  exit 1
fi
rm -f "$log"
