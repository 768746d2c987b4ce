package io.callboard.intake.replay;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventState;
import io.callboard.json.JsonMembers;
import io.callboard.rejection.RejectionFilter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The conversion of job filters to and from the JSON stored with a job, without unset criteria. */
public final class JobFilters {
  private static final String EVENT = "event";
  private static final String OF = "of";
  private static final String REJECTIONS = "rejections";

  private JobFilters() {}

  /** Returns the filter of a replay of one event. */
  public static JsonMembers of(UUID event) {
    return members(Map.of(EVENT, event.toString()));
  }

  /** Returns the filter of a replay of all matching events. */
  public static JsonMembers of(EventFilter filter) {
    Map<String, @Nullable String> texts = new TreeMap<>();
    texts.put("source", filter.source());
    texts.put("type", filter.type());
    texts.put("state", filter.state() == null ? null : filter.state().name());
    texts.put("kind", filter.kind());
    texts.put("subject", filter.subject());
    texts.put("key", filter.key());
    texts.put("from", text(filter.from()));
    texts.put("to", text(filter.to()));
    return members(texts);
  }

  /** Returns the filter of an acceptance of all matching rejections. */
  public static JsonMembers of(RejectionFilter filter) {
    return members(texts(filter));
  }

  /**
   * Returns the filter of a dismissal of all matching rejections. A member marks it, since a
   * dismissal may also be of events.
   */
  public static JsonMembers ofRejections(RejectionFilter filter) {
    Map<String, @Nullable String> texts = texts(filter);
    texts.put(OF, REJECTIONS);
    return members(texts);
  }

  static boolean isOfRejections(JsonMembers filter) {
    return filter.string(OF).filter(REJECTIONS::equals).isPresent();
  }

  private static Map<String, @Nullable String> texts(RejectionFilter filter) {
    Map<String, @Nullable String> texts = new TreeMap<>();
    texts.put("source", filter.source());
    texts.put("reason", filter.reason());
    texts.put("from", text(filter.from()));
    texts.put("to", text(filter.to()));
    return texts;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static JsonMembers members(Map<String, ? extends @Nullable String> texts) {
    Map<String, String> members = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          if (text != null) {
            members.put(name, JsonMembers.quote(text));
          }
        });
    return JsonMembers.of(members);
  }

  static Optional<UUID> event(JsonMembers filter) {
    return filter.string(EVENT).map(UUID::fromString);
  }

  static EventFilter events(JsonMembers filter) {
    return new EventFilter(
        text(filter, "source"),
        text(filter, "type"),
        filter.string("state").map(EventState::valueOf).orElse(null),
        text(filter, "kind"),
        text(filter, "subject"),
        text(filter, "key"),
        time(filter, "from"),
        time(filter, "to"));
  }

  static RejectionFilter rejections(JsonMembers filter) {
    return new RejectionFilter(
        text(filter, "source"), text(filter, "reason"), time(filter, "from"), time(filter, "to"));
  }

  private static @Nullable String text(JsonMembers filter, String name) {
    return filter.string(name).orElse(null);
  }

  private static @Nullable Instant time(JsonMembers filter, String name) {
    return filter.string(name).map(Instant::parse).orElse(null);
  }
}
