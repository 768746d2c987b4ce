package io.callboard.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The TCP ports on which a process listens, from Linux's {@code /proc} (proc_net(5)): sockets in
 * state 0A whose inodes are among the files that the process has open.
 */
record ListeningPorts(String pid) {
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  Set<Integer> find() throws IOException {
    Set<String> sockets = sockets();
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : lines(Path.of("/proc", pid, "net", table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[STATE].equals(LISTENING) && sockets.contains(columns[INODE])) {
          String port = columns[LOCAL_ADDRESS].substring(columns[LOCAL_ADDRESS].indexOf(':') + 1);
          ports.add(Integer.parseInt(port, 16));
        }
      }
    }
    return ports;
  }

  private static List<String> lines(Path table) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    lines.removeFirst();
    return lines;
  }

  private Set<String> sockets() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (var files = Files.newDirectoryStream(Path.of("/proc", pid, "fd"))) {
      for (Path file : files) {
        String target = target(file);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  /** Returns the target of an open file; empty if the file has been closed. */
  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
