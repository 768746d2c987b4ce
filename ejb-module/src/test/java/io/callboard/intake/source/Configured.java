package io.callboard.intake.source;

import java.util.Map;

/** What the container puts together, put together by hand. */
public final class Configured {
  private Configured() {}

  public static Sources sources(Map<String, String> settings, Providers providers) {
    return new Sources(FixedConfig.of(settings), providers);
  }
}
