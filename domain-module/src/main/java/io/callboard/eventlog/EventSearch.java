package io.callboard.eventlog;

import io.callboard.eventlog.EventDetail.Step;
import io.callboard.json.JsonMembers;
import io.callboard.persistence.ArrivalIds;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.IndexRange;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Statements;
import io.callboard.source.KnownSources;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the event log. Lists are ordered by id, which is the order of arrival, newest first.
 */
@Dependent
@Transactional
public class EventSearch {
  private static final String COLUMNS =
      "e.id, e.source, e.type, e.kind, e.subject, e.delivery_key, e.occurred_at, e.received_at,"
          + " e.settled_at, e.state, e.cause, e.proven, e.secret_index, e.attempts, e.duplicates,"
          + " e.duplicate_of, e.content_type, e.size";

  private final Statements statements;

  @Inject
  public EventSearch(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Returns a page of the events that match a filter. An entry is short, because it has neither
   * headers nor body, so {@code limit} alone bounds the size of the page.
   *
   * @param after the last id of the page before, null for the first page
   */
  @Reading
  public List<EventView> list(EventFilter filter, @Nullable UUID after, int limit) {
    List<EventView> newest = List.of();
    for (EventFilter asked : perIndex(filter).toList()) {
      newest =
          Stream.concat(newest.stream(), ofIndex(asked, after, limit).stream())
              .sorted(Comparator.comparing(EventView::id).reversed())
              .limit(limit)
              .toList();
    }
    return newest;
  }

  private List<EventView> ofIndex(EventFilter filter, @Nullable UUID after, int limit) {
    IndexRange range = range(filter);
    Optional<Conditions> asked = conditions(filter, range);
    if (asked.isEmpty()) {
      return List.of();
    }
    Conditions conditions = asked.get();
    range.from(conditions, ArrivalIds.first(filter.from()));
    range.to(
        conditions, ArrivalIds.earlier(ArrivalIds.before(after), ArrivalIds.last(filter.to())));
    return statements.query(
        "select " + COLUMNS + page(conditions, range.order("desc"), limit),
        conditions::bind,
        EventSearch::view);
  }

  /**
   * Returns the ids of the events that match a filter, oldest first and without duplicates.
   *
   * @param after the last id of the page before, null for the first page
   * @param until events that arrived later are left out
   */
  public List<UUID> ids(EventFilter filter, @Nullable UUID after, Instant until, int limit) {
    if (filter.state() == EventState.DUPLICATE) {
      return List.of();
    }
    return perIndex(filter)
        .flatMap(asked -> idsOfIndex(asked, after, until, limit).stream())
        .sorted()
        .limit(limit)
        .toList();
  }

  private List<UUID> idsOfIndex(
      EventFilter filter, @Nullable UUID after, Instant until, int limit) {
    IndexRange range = range(filter);
    Optional<Conditions> asked = conditions(filter, range);
    if (asked.isEmpty()) {
      return List.of();
    }
    Conditions conditions = asked.get().and("e.state <> 'DUPLICATE'");
    range.from(
        conditions, ArrivalIds.later(ArrivalIds.after(after), ArrivalIds.first(filter.from())));
    range.to(conditions, ArrivalIds.earlier(ArrivalIds.last(until), ArrivalIds.last(filter.to())));
    return statements.query(
        "select e.id" + page(conditions, range.order("asc"), limit),
        conditions::bind,
        row -> row.getObject(1, UUID.class));
  }

  /**
   * Returns the index range that serves a filter. It is a range of ids alone if the filter names no
   * source, or if it names a subject or key, which match few events.
   */
  private static IndexRange range(EventFilter filter) {
    IndexRange range = new IndexRange("e.id");
    if (filter.source() == null || filter.subject() != null || filter.key() != null) {
      return range;
    }
    range.begin("e.source", filter.source());
    if (filter.state() != null && filter.state() != EventState.APPLIED) {
      return range.begin("e.state", filter.state().name()).begin("e.kind", filter.kind());
    }
    return filter.type() == null
        ? range.begin("e.kind", filter.kind())
        : range.begin("e.type", filter.type());
  }

  private static String page(Conditions conditions, String order, int limit) {
    return " from event e" + conditions.where() + order + " fetch first " + limit + " rows only";
  }

  /**
   * Returns filters that the indexes can answer. The indexes of type, kind and state begin with the
   * source, so that the combination of source and one of these is found too. A filter without a
   * source becomes one filter for every known source.
   */
  private Stream<EventFilter> perIndex(EventFilter filter) {
    return filter.asksEverySource()
        ? KnownSources.in(statements).stream().map(filter::of)
        : Stream.of(filter);
  }

  /** Returns an event with its history. */
  @Reading
  public Optional<EventDetail> find(UUID id) {
    return statements
        .query(
            "select "
                + COLUMNS
                + ", b.address, b.headers from event e left join event_body b on b.id = e.id"
                + " where e.id = ?",
            statement -> statement.setObject(1, id),
            row ->
                new EventDetail(
                    view(row), row.getString(19), JsonMembers.shown(row.getBytes(20)), List.of()))
        .stream()
        .findFirst()
        .map(this::withHistory);
  }

  /**
   * Returns the event that stores the body of an event, which is the original for a duplicate.
   * Empty if no body is stored any more.
   */
  @Reading
  public Optional<UUID> withBody(UUID id) {
    return statements
        .query(
            "select b.id from event e join event_body b on b.id = coalesce(e.duplicate_of, e.id)"
                + " where e.id = ?",
            statement -> statement.setObject(1, id),
            row -> row.getObject(1, UUID.class))
        .stream()
        .findFirst();
  }

  /** Returns the body of an event, or of its original. Empty if no body is stored any more. */
  @Reading
  public Optional<EventBody> body(UUID id) {
    return statements
        .query(
            "select o.id, o.content_type, b.body from event e"
                + " join event o on o.id = coalesce(e.duplicate_of, e.id)"
                + " join event_body b on b.id = o.id where e.id = ?",
            statement -> statement.setObject(1, id),
            row -> new EventBody(row.getObject(1, UUID.class), row.getString(2), row.getBytes(3)))
        .stream()
        .findFirst();
  }

  /**
   * Returns the conditions of a filter that its range does not cover. Empty if no event has its
   * key.
   */
  private Optional<Conditions> conditions(EventFilter filter, IndexRange range) {
    Conditions conditions = withoutKey(filter, range);
    if (filter.key() == null) {
      return Optional.of(conditions);
    }
    List<Original> originals = originals(filter.key(), filter.source());
    return originals.isEmpty()
        ? Optional.empty()
        : Optional.of(withKey(conditions, filter.key(), originals));
  }

  private static Conditions withoutKey(EventFilter filter, IndexRange range) {
    Conditions conditions = new Conditions();
    range.and(conditions, "e.source", filter.source());
    range.and(conditions, "e.type", filter.type());
    range.and(conditions, "e.kind", filter.kind());
    range.and(conditions, "e.subject", filter.subject());
    if (filter.state() != null) {
      range.and(conditions, "e.state", filter.state().name());
      if (filter.state() != EventState.APPLIED) {
        conditions.and("e.state <> 'APPLIED'"); // lets the partial index serve
      }
    }
    return conditions
        .andIf("e.received_at >= ?", filter.from())
        .andIf("e.received_at < ?", filter.to());
  }

  private static Conditions withKey(Conditions conditions, String key, List<Original> originals) {
    List<String> alternatives = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Original original : originals) {
      alternatives.add("e.id = ?");
      values.add(original.id());
      if (original.subject() != null) {
        alternatives.add("(e.subject = ? and e.source = ? and e.delivery_key = ?)");
        Collections.addAll(values, original.subject(), original.source(), key);
      }
    }
    return conditions.and("(" + String.join(" or ", alternatives) + ")", values.toArray());
  }

  /**
   * Returns the events that own a key, in each source. They lead to the other events with the key,
   * which have the same subject. The subject is indexed, the key's text is not.
   */
  private List<Original> originals(String key, @Nullable String source) {
    byte[] hash = HexFormat.of().parseHex(EventKey.of("", key).hash());
    Conditions conditions =
        new Conditions().and("k.key_hash = ?", hash).andIf("t.source = ?", source);
    return statements.query(
        "select k.event, k.source, e.subject from source_total t"
            + " join delivery_key k on k.source = t.source left join event e on e.id = k.event"
            + conditions.where(),
        conditions::bind,
        row -> new Original(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
  }

  private record Original(UUID id, String source, @Nullable String subject) {}

  private EventDetail withHistory(EventDetail detail) {
    EventView event = detail.event();
    List<Step> history = new ArrayList<>();
    history.add(new Step(event.receivedAt(), "RECEIVED", null));
    history.add(new Step(event.settledAt(), event.state().name(), null));
    history.addAll(repetitions(event));
    return new EventDetail(event, detail.address(), detail.headers(), history);
  }

  /**
   * Returns the first 100 duplicates of an event. It also filters by subject, because H2 has no
   * index on the original's id.
   */
  private List<Step> repetitions(EventView event) {
    Conditions conditions =
        new Conditions()
            .and("e.state = 'DUPLICATE'")
            .and("e.source = ?", event.source())
            .and("e.duplicate_of = ?", event.id());
    if (event.subject() != null) {
      conditions.and("e.subject = ?", event.subject());
    }
    return statements.query(
        "select e.received_at, e.id from event e"
            + conditions.where()
            + " order by e.id fetch first 100 rows only",
        conditions::bind,
        row -> new Step(Statements.time(row, 1), "DUPLICATE", row.getObject(2, UUID.class)));
  }

  private static EventView view(ResultSet row) throws SQLException {
    return new EventView(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Statements.timeOrNull(row, 7),
        Statements.time(row, 8),
        Statements.time(row, 9),
        EventState.valueOf(row.getString(10)),
        row.getString(11),
        parts(row.getString(12)),
        row.getObject(13, Integer.class),
        row.getInt(14),
        row.getInt(15),
        row.getObject(16, UUID.class),
        row.getString(17),
        row.getInt(18));
  }

  private static List<String> parts(String proven) {
    return proven.isEmpty() ? List.of() : List.of(proven.split(","));
  }
}
