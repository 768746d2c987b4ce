package io.callboard.intake.source;

import java.util.Map;

/** Sources built without a container. */
public final class Configured {
  private Configured() {}

  public static Sources sources(Map<String, String> settings, Providers providers) {
    return new Sources(FixedConfig.of(settings), providers);
  }
}
