# To be sourced by sh or bash. Prints the path of the first java of version 21 or newer.
modern_java() {
  for java in "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/*/bin/java; do
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p') || continue
    if [ "${version:-0}" -ge 21 ] 2>/dev/null; then
      readlink -f "$java"
      return
    fi
  done
  echo "No Java 21 or newer was found: set JAVA_HOME." >&2
  return 2
}
