package io.callboard.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The roles of users and API tokens; each role includes those before it. */
public enum Role {
  /** Reads everything but users, tokens, erasures and exports. */
  VIEWER(Role.VIEWER_WORD),
  /** Also pauses, resumes and reconciles sources, and replays, rebuilds, accepts and dismisses. */
  OPERATOR(Role.OPERATOR_WORD),
  /**
   * Also manages users and tokens, exports, holds and erases records, makes backups and verifies
   * the audit trail.
   */
  ADMIN(Role.ADMIN_WORD);

  public static final String VIEWER_WORD = "callboard-viewer";
  public static final String OPERATOR_WORD = "callboard-operator";
  public static final String ADMIN_WORD = "callboard-admin";

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** Returns the role's name in the API, in descriptors and in the database. */
  public String word() {
    return word;
  }

  /** Returns the role with a name; empty for an unknown name. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }

  /** Returns the names of this role and of every role it includes. */
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
