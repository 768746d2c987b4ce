package io.callboard.server;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The databases that a server of this directory has reached. If a known database does not answer,
 * it has an outage; for an unknown one the address or password may be wrong.
 */
final class KnownDatabases {

  private static final String FILE = "known-databases";

  private final ServerDirectory directory;

  KnownDatabases(ServerDirectory directory) {
    this.directory = directory;
  }

  boolean contains(String address) {
    return all().contains(address);
  }

  void add(String address) {
    Set<String> all = all();
    if (all.add(address)) {
      directory.write(FILE, String.join("\n", all));
    }
  }

  private Set<String> all() {
    return directory
        .read(FILE)
        .map(text -> text.lines().collect(Collectors.toCollection(LinkedHashSet::new)))
        .orElseGet(LinkedHashSet::new);
  }
}
