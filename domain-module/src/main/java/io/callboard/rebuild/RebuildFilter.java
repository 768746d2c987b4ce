package io.callboard.rebuild;

import io.callboard.json.JsonMembers;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Selects the records to rebuild.
 *
 * @param source the source of the records; null for all
 * @param id the id of one record; null for all
 */
public record RebuildFilter(String kind, @Nullable String source, @Nullable String id) {

  /** Returns the filter in the form that is stored with the job; null members are omitted. */
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

  /** Returns the filter from its stored form. */
  public static RebuildFilter of(JsonMembers kept) {
    return new RebuildFilter(
        kept.string("kind").orElseThrow(),
        kept.string("source").orElse(null),
        kept.string("id").orElse(null));
  }
}
