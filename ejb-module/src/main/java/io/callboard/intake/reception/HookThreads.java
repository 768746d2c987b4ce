package io.callboard.intake.reception;

import org.eclipse.microprofile.config.Config;

/** Whose threads hooks run on. */
public final class HookThreads {
  private static final String OWN = "callboard.intake.own-threads";

  private final boolean own;

  /**
   * Reads {@code callboard.intake.own-threads}.
   *
   * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}
   */
  public HookThreads(Config config) {
    this.own = config.getOptionalValue(OWN, String.class).map(HookThreads::truth).orElse(false);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(OWN + ": expected true or false");
    };
  }

  /** Whether hooks have threads that nothing else runs on, and may hold them; false unless told. */
  public boolean areOwn() {
    return own;
  }
}
