package io.callboard.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The candidate passwords of the user {@code admin} of a run. Only a request shows which of them
 * Callboard accepts: a database that already has users keeps their passwords.
 *
 * @param passwords the passwords to try; the server is started with the first
 * @param remedy the setting that a start needs to reset {@code admin}'s password, and the password
 *     it then has
 */
record Administrator(List<Password> passwords, String remedy) {

  private static final String FILE = "admin-password";

  /**
   * A marker file that exists until a generated password was shown; a start may fail before that.
   */
  private static final String UNSEEN = "admin-password-unseen";

  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;

  /**
   * Collects the given password and the one generated earlier. Generates a password if the
   * directory is new, or for a reset without a given password.
   *
   * @param resets whether Callboard takes the password although it has users
   * @throws CannotStart when Callboard would not accept the given password
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
   * Records that the password was shown. Deletes the stored password if Callboard accepted another
   * one.
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

  /**
   * Returns the password the server is started with; empty when one was given at an earlier start.
   */
  Optional<String> first() {
    return passwords.stream().map(Password::text).findFirst();
  }

  /**
   * A password.
   *
   * @param text the password itself
   * @param words how the announcement names it
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

    /** Returns the class name only; the password is secret. */
    @Override
    public String toString() {
      return "Password";
    }
  }
}
