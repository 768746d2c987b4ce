package io.callboard.provider.mediastream;

import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.api.ApiAccess;
import java.util.Optional;

/**
 * The setting {@code api.fetch-back} of a source. If it is on, media are fetched from the API, and
 * nothing of an event's {@code data} is applied to them, because its signature does not cover that.
 */
final class FetchBack {
  private static final String SETTING = "api.fetch-back";

  private FetchBack() {}

  static boolean isOn(Source source) {
    return source.settings().apply(SETTING).equals(Optional.of("true"));
  }

  static void examine(Source source, SourceFindings findings) {
    String text = source.settings().apply(SETTING).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      findings.wrong(SETTING, "true or false");
    }
    if (isOn(source) && source.settings().apply("api.url").isEmpty()) {
      findings.wrong("api.url", "the address of the platform's API, which api.fetch-back needs");
    }
    ApiAccess.examine(source, Optional.empty(), findings);
  }
}
