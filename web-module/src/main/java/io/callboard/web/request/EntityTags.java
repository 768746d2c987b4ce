package io.callboard.web.request;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Versions as strong entity tags (RFC 9110, sections 8.8.3 and 13.1.1). */
public final class EntityTags {
  private EntityTags() {}

  /** Returns the tag of a version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /** Returns the versions that an {@code If-Match} header allows: all versions without a header. */
  public static LongPredicate matching(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return version -> true;
    }
    var tags = Arrays.stream(ifMatch.split(",", -1)).map(String::strip).toList();
    return version -> tags.contains(of(version));
  }
}
