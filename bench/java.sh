# To be sourced. Prints the first java that is new enough: the gateway needs 21.
modern_java() {
  for java in "${JAVA_HOME:-/nowhere}/bin/java" java /usr/lib/jvm/*/bin/java; do
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p') || continue
    if [ "${version:-0}" -ge 21 ] 2>/dev/null; then
      echo "$java"
      return
    fi
  done
  echo "No Java 21 or newer was found: set JAVA_HOME." >&2
  return 2
}
