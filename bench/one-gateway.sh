# One PostgreSQL 15 and one gateway on free ports, for the scripts that source this file. They set jar, the path of the
# gateway. A script adds the processes that it starts to background; at its end, everything ends. Requires Linux.

pg_bin=/usr/lib/postgresql/15/bin
java=$(modern_java)
work=$(mktemp -d)
chmod 755 "$work"
gateway='' background=()

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

end() {
  [ -z "$1" ] || kill "$1" 2>/dev/null || true
  [ -z "$1" ] || wait "$1" 2>/dev/null || true
}

finish() {
  set +e
  local pid
  for pid in "${background[@]}"; do end "$pid"; done
  end "$gateway"
  [ ! -d "$work/data" ] || as_postgres "$pg_bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null
  rm -rf "$work"
}
trap finish EXIT

free_port() {
  local candidate
  while candidate=$((20000 + RANDOM % 10000)); do
    (: </dev/tcp/127.0.0.1/"$candidate") 2>/dev/null || break
  done
  echo "$candidate"
}

# Prints the median and the range of column 1 of the input. Argument: the format of a number.
median_range() {
  sort -g | awk -v format="${1:-%.2f}" '{ v[NR] = $1 } END {
    printf format " (" format "–" format ")", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR] }'
}

sql() {
  "$pg_bin/psql" -q -At -v ON_ERROR_STOP=1 "$@"
}

start_postgres() {
  export PGHOST=127.0.0.1 PGPORT PGUSER=postgres PGPASSWORD=secret PGDATABASE=postgres
  PGPORT=$(free_port)
  mkdir "$work/data"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$work/data"; fi
  echo secret >"$work/password"
  as_postgres "$pg_bin/initdb" -D "$work/data" -U postgres -A scram-sha-256 -E UTF8 --locale=C \
    --pwfile="$work/password" >/dev/null
  cat >>"$work/data/postgresql.conf" <<SETTINGS
port = $PGPORT
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'pg_stat_statements'
SETTINGS
  as_postgres "$pg_bin/pg_ctl" -D "$work/data" -l "$work/data/server.log" -w start >/dev/null
  sql -c 'create extension pg_stat_statements'
}

start_gateway() {
  local end=$((SECONDS + 60))
  port=$(free_port)
  SERVER_PORT=$port SPRING_R2DBC_URL=r2dbc:postgresql://127.0.0.1:$PGPORT/postgres SPRING_R2DBC_USERNAME=postgres \
    SPRING_R2DBC_PASSWORD=secret "$java" -jar "$work/gateway.jar" >"$work/gateway.log" 2>&1 &
  gateway=$!
  until (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || { tail -n 20 "$work/gateway.log" >&2; exit 2; }
    sleep 0.2
  done
}

stop_gateway() {
  end "$gateway"
  gateway=''
}
