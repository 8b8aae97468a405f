#!/bin/bash
# Run a command with SAMSYN_DATABASE_URL pointing at a PostgreSQL made for it alone:
#   scripts/postgresql.sh .venv/bin/python -m pytest
# The server listens on loopback only, belongs to a user who is not root, and is ended by its id.
set -euo pipefail

programs() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)
  if [ -x "$found" ]; then dirname "$found"; fi
}

if [ -z "$(programs)" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "PostgreSQL is not installed. On Debian: sudo apt-get install postgresql" >&2
    exit 1
  fi
  echo "Installing PostgreSQL from Debian's packages …"
  log=$(mktemp)
  # The package would make and start a server of its own; none is wanted.
  mkdir -p /etc/postgresql-common
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  fi
  if ! { apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      -o Dpkg::Options::=--force-confold postgresql; } >"$log" 2>&1
  then
    tail -20 "$log" >&2
    exit 1
  fi
  rm -f "$log"
fi
bin=$(programs)

as_owner=()
if [ "$(id -u)" = 0 ]; then
  as_owner=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
place=$(mktemp -d /tmp/samsyn-postgresql.XXXXXX)
chmod 711 "$place"
mkdir "$place/data"
if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$place"; fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
server=""

end_server() {
  if [ -n "$server" ] && kill -INT "$server" 2>/dev/null; then
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$place"
}
trap end_server EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

cd "$place"
"${as_owner[@]}" "$bin/initdb" -D "$place/data" -U samsyn --auth=trust --encoding=UTF8 \
  --locale=C.UTF-8 >"$place/initdb.log" 2>&1 || { cat "$place/initdb.log" >&2; exit 1; }
# The tests begin anew each time, so nothing has to survive a power cut.
"${as_owner[@]}" "$bin/postgres" -D "$place/data" -h 127.0.0.1 -p "$port" -k "$place" \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$place/server.log" 2>&1 &
server=$!
cd "$OLDPWD"
for _ in $(seq 100); do
  if "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then break; fi
  kill -0 "$server" 2>/dev/null || { cat "$place/server.log" >&2; exit 1; }
  sleep 0.1
done
"$bin/createdb" -h 127.0.0.1 -p "$port" -U samsyn samsyn
echo "$("$bin/postgres" --version) on 127.0.0.1:$port"

SAMSYN_DATABASE_URL="postgresql://samsyn@127.0.0.1:$port/samsyn" "$@"
