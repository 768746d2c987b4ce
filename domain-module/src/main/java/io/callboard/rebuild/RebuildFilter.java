package io.callboard.rebuild;

import io.callboard.json.JsonMembers;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records are to be rebuilt.
 *
 * @param source whose; null for all
 * @param id the one that is wanted; null for all
 */
public record RebuildFilter(String kind, @Nullable String source, @Nullable String id) {

  /** The filter as it is kept with the job; what it does not ask for is left out. */
  public JsonMembers toJson() {
    Map<String, String> members = new TreeMap<>();
    members.put("kind", JsonMembers.quote(kind));
    if (source != null) {
      members.put("source", JsonMembers.quote(source));
    }
    if (id != null) {
      members.put("id", JsonMembers.quote(id));
    }
    return JsonMembers.of(members);
  }

  /** The filter that was kept. */
  public static RebuildFilter of(JsonMembers kept) {
    return new RebuildFilter(
        kept.string("kind").orElseThrow(),
        kept.string("source").orElse(null),
        kept.string("id").orElse(null));
  }
}
