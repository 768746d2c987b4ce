package io.callboard.server;

import java.util.ArrayList;
import java.util.List;

/** Commands whose files only their owner may read; a JVM cannot set its own umask. */
final class OwnerOnly {

  private OwnerOnly() {}

  /**
   * Returns a command that sets the umask and then executes the given command in the same process.
   */
  static List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
    all.addAll(command);
    return all;
  }
}
