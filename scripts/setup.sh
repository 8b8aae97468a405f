#!/bin/sh
# Make .venv with exactly what requirements.lock says, and the samsyn command in it.
set -eu

python=""
for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13; do
  if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
  then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or later was not found. Install it, or say where it is: make setup PYTHON=/path/to/python3" >&2
  exit 1
fi

if [ ! -x .venv/bin/python ]; then
  "$python" -m venv .venv || {
    echo "Python could not make .venv. On Debian: apt-get install python3-venv" >&2
    exit 1
  }
fi
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null

echo "Getting what requirements.lock lists (about half a minute the first time) …"
# Twice quiet: warnings about the machine's own package settings are no concern of ours.
pip=".venv/bin/python -m pip --disable-pip-version-check -q -q"
$pip install --require-hashes -r requirements.lock
$pip install --no-deps --no-build-isolation -e .
touch .venv/ready
