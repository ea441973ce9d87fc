# To be sourced by sh.
# The modules of the JDK that the gateway and its libraries use: those that jdeps prints, TLS with elliptic curves, socket
# options, and jcmd for diagnosis.
MODULES=java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs
MODULES=$MODULES,java.scripting,java.security.jgss,java.security.sasl,java.sql.rowset,jdk.crypto.ec,jdk.jcmd,jdk.jfr
MODULES=$MODULES,jdk.management,jdk.management.agent,jdk.net,jdk.unsupported
# The defaults of the runtime. JAVA_TOOL_OPTIONS overrides them, as it could not override options of the entry point. The last
# one returns the memory to the system that the start and the compiler have used.
DEFAULT_OPTIONS='-XX:+UseCompactObjectHeaders -XX:+UseG1GC -XX:MaxRAMPercentage=40 -XX:TrimNativeHeapInterval=5000'
# The options with which the cache is made, in addition.
JAVA_OPTIONS='-Xmx400m'
