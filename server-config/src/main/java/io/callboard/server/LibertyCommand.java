package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of Open Liberty, with the options that its own start script adds for a modular
 * JDK.
 */
final class LibertyCommand {

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:MaxMetaspaceSize=512m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          "-Djdk.attach.allowAttachSelf=true");

  /** The first JDK release without some packages that the older options file opens. */
  private static final int JDK_OF_NEWER_FILE = 24;

  private LibertyCommand() {}

  static List<String> server(Path home, String name) {
    Path tools = home.resolve("bin/tools");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(moduleOptions(home));
    command.add("-javaagent:" + tools.resolve("ws-javaagent.jar"));
    command.addAll(List.of("-jar", tools.resolve("ws-server.jar").toString(), name));
    return command;
  }

  private static List<String> moduleOptions(Path home) {
    boolean newer = Runtime.version().feature() >= JDK_OF_NEWER_FILE;
    Path file = home.resolve("lib/platform/java/" + (newer ? "java24" : "java9") + ".options");
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
