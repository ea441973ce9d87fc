# To be sourced by sh.
# The modules of the JDK that the gateway and its libraries use: those that jdeps prints, TLS with elliptic curves, socket
# options, and jcmd for diagnosis.
MODULES=java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs
MODULES=$MODULES,java.scripting,java.security.jgss,java.security.sasl,java.sql.rowset,jdk.crypto.ec,jdk.jcmd,jdk.jfr
MODULES=$MODULES,jdk.management,jdk.management.agent,jdk.net,jdk.unsupported
# The options of the JVM with which the cache is made. An option that changes the layout of objects must be the same in the
# entry point of the image.
JAVA_OPTIONS='-XX:+UseCompactObjectHeaders -XX:+UseG1GC -Xmx400m'
