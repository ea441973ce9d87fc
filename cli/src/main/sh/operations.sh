#!/bin/sh
# The beginning of the program "operations". A jar follows, which this script executes: with a Java of version 21 or
# newer, and on version 25 or newer with an AOT cache, which the first run creates in the background.
self=$0
[ -e "$self" ] || self=$(command -v -- "$0")

# Sets $version to that of a Java home; to 0 if it has none. Reads a file, because starting java would take longer.
read_version() {
  version=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      version=${value#\"}
      version=${version%%[!0-9]*}
    fi
  done <"$1/release"
}

# Sets $home and $version to the first Java that is new enough.
find_java() {
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path")
  for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/*; do
    [ -n "$home" ] && read_version "$home" && [ "${version:-0}" -ge 21 ] && return 0
  done
  echo 'operations: No Java 21 or newer was found: install one, or set JAVA_HOME.' >&2
  exit 1
}

find_java
cache_option=
# No -Xshare, which excludes an AOT cache. The jar's manifest enables native access: the option would disable the cache.
flags='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Dreactor.netty.native=false'
[ "$version" -lt 23 ] || flags="$flags --sun-misc-unsafe-memory-access=allow"

# Creates the cache in a file of its own, so that no run reads an incomplete one.
create_cache() {
  mkdir "$cache.lock" 2>/dev/null || exit 0
  trap 'rm -f "$cache.$$"; rmdir "$cache.lock"' EXIT
  # Another run may have created it before this one held the lock.
  [ ! -r "$cache" ] || exit 0
  # shellcheck disable=SC2086
  nice -n 19 "$home/bin/java" $flags "-XX:AOTCacheOutput=$cache.$$" -jar "$self" train-aot-cache \
    && mv "$cache.$$" "$cache"
}

# Sets $cache to a file that depends on all that makes a cache invalid. Does nothing if it cannot be written.
use_cache() {
  folder=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/operations
  identity=$(stat -L -c '%s-%Y' "$self" 2>/dev/null || stat -L -f '%z-%m' "$self" 2>/dev/null) || return 0
  cache=$folder/$identity-$(cksum <"$home/release" | tr -dc '0-9').aot
  if [ -r "$cache" ]; then
    cache_option=-XX:AOTCache=$cache
  elif mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
    # A lock is left by a machine that has stopped. Caches of versions that are not used any more are deleted.
    find "$folder" -name '*.lock' -mmin +10 -exec rmdir {} + 2>/dev/null
    find "$folder" -name '*.aot*' -mtime +90 -type f -exec rm -f {} + 2>/dev/null
    # Twice in the background, so that it is not a child of this process.
    ( (create_cache) </dev/null >/dev/null 2>&1 & ) </dev/null >/dev/null 2>&1
  fi
}

[ "$version" -lt 25 ] || [ "${OPERATIONS_AOT_CACHE:-on}" = off ] || use_cache

if [ -t 1 ]; then
  size=$(stty size 2>/dev/null </dev/tty)
  # shellcheck disable=SC2086
  exec "$home/bin/java" $flags ${cache_option:+"$cache_option"} "-Doperations.terminal=$size" -jar "$self" "$@"
fi
# shellcheck disable=SC2086
exec "$home/bin/java" $flags ${cache_option:+"$cache_option"} -jar "$self" "$@"
