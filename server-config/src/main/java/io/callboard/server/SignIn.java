package io.callboard.server;

import io.callboard.server.AddressProbe.Answer;
import io.callboard.server.Administrator.Password;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How {@code admin} signs in to Callboard: with a password that Callboard accepted, or a
 * description of where the password was set. A refused password is never shown.
 *
 * @param accepted the password that Callboard accepted, empty if it accepted none
 * @param words the lines for the announcement
 * @param sources the names of the configured sources, empty if no sign-in succeeded
 */
record SignIn(Optional<Password> accepted, List<String> words, Optional<List<String>> sources) {

  private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([a-z0-9-]+)\"");
  private static final int REFUSED = 401;

  /**
   * Tries the passwords in order.
   *
   * @param door requests the list of sources with a password
   */
  static SignIn tried(Administrator administrator, Function<Password, Answer> door) {
    boolean earlierWasRefused = false;
    for (Password password : administrator.passwords()) {
      Answer answer = door.apply(password);
      if (answer.status() == 200) {
        return accepted(password, administrator, earlierWasRefused, names(answer.body()));
      }
      if (answer.status() != REFUSED) {
        return untried("the API answers " + answer.status());
      }
      earlierWasRefused = true;
    }
    return new SignIn(
        Optional.empty(),
        List.of(
            "admin, with the password that admin has in this database. It was set earlier,",
            "restored with the database, or changed in Callboard. If it is lost, start once with",
            administrator.remedy()),
        Optional.empty());
  }

  /** Returns the result when no password could be tried. */
  static SignIn untried(String reason) {
    return new SignIn(
        Optional.empty(),
        List.of("admin, with the current password. No password was checked: " + reason),
        Optional.empty());
  }

  private static SignIn accepted(
      Password password,
      Administrator administrator,
      boolean earlierWasRefused,
      List<String> names) {
    String words = "admin, " + password.words();
    return new SignIn(
        Optional.of(password),
        earlierWasRefused
            ? List.of(
                words + ", not the one in CALLBOARD_ADMIN_PASSWORD.",
                "To change the password, start once with",
                administrator.remedy())
            : List.of(words),
        Optional.of(names));
  }

  private static List<String> names(String body) {
    Function<MatchResult, String> name = match -> match.group(1);
    return NAME.matcher(body).results().map(name).distinct().toList();
  }
}
