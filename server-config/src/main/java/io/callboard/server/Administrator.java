package io.callboard.server;

/**
 * The user {@code admin} of a run, who signs in to Callboard.
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
   * @param resets whether Callboard takes the given password although it has users
   * @throws CannotStart when Callboard would not take the given password
   */
  static Administrator of(ServerDirectory directory, String given, boolean resets) {
    if (!given.isEmpty()) {
      requireLength(given);
      return new Administrator(given, news(!resets && directory.preparedBy().isPresent()));
    }
    if (directory.read(FILE).isPresent()) {
      return new Administrator(
          directory.secret(FILE, 12), "the password in " + directory.path(FILE));
    }
    if (directory.preparedBy().isPresent()) {
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

  /**
   * Callboard takes its user's password from the variable only while it has no users, or to reset
   * it.
   */
  private static String news(boolean ignored) {
    return ignored
        ? "the password that admin had before; the one in CALLBOARD_ADMIN_PASSWORD is taken at"
            + " the\n"
            + "                first start, and with CALLBOARD_ADMIN_RESET=true"
        : "the password in CALLBOARD_ADMIN_PASSWORD";
  }
}
