package io.callboard.server;

/**
 * The user {@code admin} of a run, who signs in to Callboard and to the management console.
 *
 * @param password empty when it was given at an earlier start and not kept
 * @param news what a person needs to be told about the password
 */
record Administrator(String password, String news) {

  private static final String FILE = "admin-password";

  /**
   * Takes the given password, else the one generated earlier, else generates one if the directory
   * is new.
   */
  static Administrator of(ServerDirectory directory, String given) {
    if (!given.isEmpty()) {
      return new Administrator(given, "the password in CALLBOARD_ADMIN_PASSWORD");
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
}
