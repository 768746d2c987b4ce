package io.callboard.server;

import java.util.ArrayList;
import java.util.List;

/** Commands whose files are for their owner alone: a JVM cannot set its own umask. */
final class OwnerOnly {

  private OwnerOnly() {}

  /** Returns a command that sets the umask and becomes the given one, in the same process. */
  static List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
    all.addAll(command);
    return all;
  }
}
