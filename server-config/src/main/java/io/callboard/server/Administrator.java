package io.callboard.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The passwords that the user {@code admin} of a run may have. Which of them Callboard takes is
 * known when it was asked: a database that had users keeps their passwords.
 *
 * @param passwords those that are tried, the one that the server is started with first
 * @param remedy what a start needs to give {@code admin} another password, and which one
 */
record Administrator(List<Password> passwords, String remedy) {

  private static final String FILE = "admin-password";

  /** There until a generated password was shown; a start may fail before that. */
  private static final String UNSEEN = "admin-password-unseen";

  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;

  /**
   * Takes the given password, else the one generated earlier. One is generated in a new directory,
   * and for a reset without a given one.
   *
   * @param resets whether Callboard takes the password although it has users
   * @throws CannotStart when Callboard would not take the given password
   */
  static Administrator of(ServerDirectory directory, String given, boolean resets) {
    List<Password> passwords = new ArrayList<>();
    if (!given.isEmpty()) {
      requireLength(given);
      passwords.add(Password.given(given));
    }
    boolean kept = directory.read(FILE).isPresent();
    boolean fresh = directory.preparedBy().isEmpty();
    if (given.isEmpty() && !kept && (fresh || resets)) {
      directory.write(UNSEEN, "");
      directory.secret(FILE, 12);
    }
    directory
        .read(FILE)
        .map(text -> Password.kept(text, directory.path(FILE), directory.read(UNSEEN).isPresent()))
        .ifPresent(passwords::add);
    return new Administrator(List.copyOf(passwords), remedy(given, directory.path(FILE)));
  }

  /**
   * Keeps what was shown. A kept password is of no use any more when Callboard took the given one.
   */
  static void shown(ServerDirectory directory, String accepted) {
    directory.delete(UNSEEN);
    if (!directory.read(FILE).orElse(accepted).equals(accepted)) {
      directory.delete(FILE);
    }
  }

  private static void requireLength(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new CannotStart(
          "CALLBOARD_ADMIN_PASSWORD must have " + SHORTEST + " to " + LONGEST + " characters");
    }
  }

  private static String remedy(String given, Path file) {
    return "CALLBOARD_ADMIN_RESET=true: admin then has the password in "
        + (given.isEmpty() ? file : "CALLBOARD_ADMIN_PASSWORD");
  }

  /** Returns what the server is started with, absent when a password was given earlier. */
  Optional<String> first() {
    return passwords.stream().map(Password::text).findFirst();
  }

  /**
   * A password.
   *
   * @param text itself
   * @param words how a person is told of it
   */
  record Password(String text, String words) {

    static Password given(String text) {
      return new Password(text, "the password in CALLBOARD_ADMIN_PASSWORD");
    }

    static Password kept(String text, Path file, boolean unseen) {
      return new Password(
          text,
          unseen ? "password " + text + " (kept in " + file + ")" : "the password in " + file);
    }

    /** Names the class and nothing else. */
    @Override
    public String toString() {
      return "Password";
    }
  }
}
