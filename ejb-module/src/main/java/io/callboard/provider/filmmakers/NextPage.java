package io.callboard.provider.filmmakers;

import io.callboard.provider.api.ApiAnswer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference with the relation {@code next} in a {@code Link} header (RFC 8288 section 3). */
final class NextPage {
  private static final int LONGEST = 16_384;
  private static final Pattern LINK = Pattern.compile("<([^<>]{1,16000})>([^<>]{0,1000})(?=,|$)");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next)\\s*(;|,|$)");

  private NextPage() {}

  static Optional<String> of(ApiAnswer answer) {
    for (String header : answer.headers().getOrDefault("link", List.of())) {
      Matcher link = LINK.matcher(header.substring(0, Math.min(header.length(), LONGEST)));
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return Optional.of(link.group(1));
        }
      }
    }
    return Optional.empty();
  }
}
