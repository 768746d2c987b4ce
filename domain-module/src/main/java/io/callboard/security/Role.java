package io.callboard.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a user may do; each role has those before it. */
public enum Role {
  /** Reads. */
  VIEWER(Role.VIEWER_WORD),
  /** Also replays, pauses, tests, retries and accepts. */
  OPERATOR(Role.OPERATOR_WORD),
  /** Also changes subscriptions, users and tokens, and erases. */
  ADMIN(Role.ADMIN_WORD);

  public static final String VIEWER_WORD = "callboard-viewer";
  public static final String OPERATOR_WORD = "callboard-operator";
  public static final String ADMIN_WORD = "callboard-admin";

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** The role as clients, descriptors and the database write it. */
  public String word() {
    return word;
  }

  /** The role of that name, absent when there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }

  /** This role and every one it includes, by name. */
  public Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    for (Role role : values()) {
      if (role.compareTo(this) <= 0) {
        words.add(role.word);
      }
    }
    return Collections.unmodifiableSet(words);
  }
}
