package io.callboard.security;

import io.callboard.security.FailedLogins.Cause;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The number of logins that failed in a period, by cause, existing user and network. */
final class FailedLoginCounts {
  private static final int SHOWN = 10;

  private final Map<Cause, Long> causes;
  private final Map<String, Long> users;
  private final Map<String, Long> networks;

  FailedLoginCounts(Map<Cause, Long> causes, Map<String, Long> users, Map<String, Long> networks) {
    this.causes = new EnumMap<>(Cause.class);
    this.causes.putAll(causes);
    this.users = Map.copyOf(users);
    this.networks = Map.copyOf(networks);
  }

  /** Returns the number of logins that failed. */
  long total() {
    return causes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the line for the log. It has names of existing users only, and no passwords. */
  String line() {
    String why =
        causes.entrySet().stream()
            .map(cause -> cause.getValue() + " " + cause.getKey().words)
            .collect(Collectors.joining(", "));
    long ofUsers = causes.getOrDefault(Cause.PASSWORD, 0L);
    return why
        + (users.isEmpty() ? "" : "; users: " + most(users, ofUsers))
        + "; networks: "
        + most(networks, total());
  }

  private static String most(Map<String, Long> counts, long all) {
    List<Map.Entry<String, Long>> shown =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(SHOWN)
            .toList();
    String text =
        shown.stream()
            .map(count -> count.getKey() + " (" + count.getValue() + ")")
            .collect(Collectors.joining(", "));
    long others = all - shown.stream().mapToLong(Map.Entry::getValue).sum();
    return others > 0 ? text + ", others (" + others + ")" : text;
  }
}
