package io.callboard.server;

/**
 * The user {@code admin} of a run, who signs in to Callboard and to the management console.
 *
 * @param password empty when it was given at an earlier start and not kept
 * @param news what a person needs to be told about the password
 */
record Administrator(String password, String news) {

  private static final String FILE = "admin-password";
  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;

  /**
   * Takes the given password, else the one generated earlier, else generates one if the directory
   * is new.
   *
   * @throws CannotStart when Callboard would not take the given password
   */
  static Administrator of(ServerDirectory directory, String given) {
    if (!given.isEmpty()) {
      requireLength(given);
      return new Administrator(given, news(directory));
    }
    if (directory.read(FILE).isPresent()) {
      return new Administrator(
          directory.secret(FILE, 12), "the password in " + directory.path(FILE));
    }
    if (Configuration.exists(directory)) {
      return new Administrator("", "the password given at an earlier start");
    }
    String generated = directory.secret(FILE, 12);
    return new Administrator(
        generated, "password " + generated + " (kept in " + directory.path(FILE) + ")");
  }

  private static void requireLength(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new CannotStart(
          "CALLBOARD_ADMIN_PASSWORD must have " + SHORTEST + " to " + LONGEST + " characters");
    }
  }

  /** Callboard takes its user's password from the variable only while it has no users. */
  private static String news(ServerDirectory directory) {
    return Configuration.exists(directory)
        ? "the password in CALLBOARD_ADMIN_PASSWORD for WildFly's console;\n"
            + "                in Callboard, the password that admin had before"
        : "the password in CALLBOARD_ADMIN_PASSWORD";
  }
}
