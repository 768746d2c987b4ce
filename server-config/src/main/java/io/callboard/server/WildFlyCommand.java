package io.callboard.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of WildFly, with the options that its own start scripts add for a modular JDK.
 */
final class WildFlyCommand {

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:MaxMetaspaceSize=512m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000",
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  private WildFlyCommand() {}

  static List<String> server(Path home, ServerSettings settings, String node) {
    Path base = settings.directory();
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(JVM_OPTIONS);
    command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
    command.add(
        "-Dlogging.configuration=" + base.resolve("configuration/logging.properties").toUri());
    command.addAll(modules(home, "org.jboss.as.standalone"));
    command.add("-Djboss.home.dir=" + home);
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-Djboss.bind.address=" + settings.bindAddress());
    command.add("-Djboss.socket.binding.port-offset=" + settings.portOffset());
    command.add("-Djboss.tx.node.id=" + node);
    command.add("--server-config=standalone-full.xml");
    return command;
  }

  /**
   * Returns the command of the command line interface; it accepts system properties as {@code -D}
   * arguments.
   */
  static List<String> cli(Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Djboss.home.dir=" + home);
    command.addAll(modules(home, "org.jboss.as.cli"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> modules(Path home, String main) {
    return List.of(
        "-jar",
        home.resolve("jboss-modules.jar").toString(),
        "-mp",
        home.resolve("modules").toString(),
        main);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
