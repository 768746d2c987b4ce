package io.callboard.privacy;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.KeyOwner;
import io.callboard.persistence.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The concealment of the delivery keys of a record's events, before the events are removed. It
 * handles {@value #PORTION} events at a time to bound memory.
 */
record KeyConcealment(Statements statements, DeliveryKeys keys) {
  static final int PORTION = 500;

  private static final UUID FIRST = new UUID(0, 0);
  private static final String EVENTS =
      "select id, delivery_key, received_at, settled_at, cause from event";

  /** The fields of an event by which its keys are found. */
  private record Owner(
      UUID id,
      @Nullable String key,
      Instant receivedAt,
      Instant settledAt,
      @Nullable String cause) {
    static Owner of(ResultSet row) throws SQLException {
      return new Owner(
          row.getObject(1, UUID.class),
          row.getString(2),
          Statements.time(row, 3),
          Statements.time(row, 4),
          row.getString(5));
    }

    /** Returns whether the event has a key that depends on its content. */
    boolean isHeldForContent() {
      return cause != null && cause.contains(EventLog.HELD_FOR_CONTENT);
    }
  }

  /** Conceals the keys of events that are filed under a record. */
  void conceal(String source, String kind, String id) {
    conceal(new TreeSet<>(Set.of(EventKey.ofLast(source, kind + "\n" + id))));
    List<Owner> events = filed(source, kind, id, FIRST);
    while (!events.isEmpty()) {
      TreeSet<EventKey> known = new TreeSet<>();
      for (Owner event : events) {
        if (event.key() != null) {
          EventKey key = EventKey.of(source, event.key());
          known.add(key);
          IntStream.range(0, EventKey.MAX_VARIANTS).forEach(n -> known.add(key.variant(n)));
        }
        if (event.isHeldForContent()) {
          known.addAll(keysOf(source, event));
        }
      }
      conceal(known);
      events = filed(source, kind, id, events.getLast().id());
    }
  }

  /** Conceals the keys of events that could not be translated. */
  void conceal(String source, List<UUID> unusable) {
    for (int from = 0; from < unusable.size(); from += PORTION) {
      List<UUID> portion = unusable.subList(from, Math.min(from + PORTION, unusable.size()));
      TreeSet<EventKey> known = new TreeSet<>();
      statements
          .query(
              EVENTS + " where id = any(?)",
              statement -> Statements.array(statement, 1, "uuid", portion.toArray()),
              Owner::of)
          .forEach(event -> known.addAll(keysOf(source, event)));
      conceal(known);
    }
  }

  private void conceal(SortedSet<EventKey> known) {
    byte[] secret =
        statements
            .query("select secret from erasure_key", statement -> {}, row -> row.getBytes(1))
            .getFirst();
    SortedMap<EventKey, Map.Entry<EventKey, KeyOwner>> concealed = new TreeMap<>();
    keys.lock(known)
        .forEach(
            (key, owner) ->
                concealed.put(
                    key,
                    Map.entry(
                        ErasedKeys.concealed(secret, key), ErasedKeys.concealed(secret, owner))));
    removeConcealedBefore(concealed);
    keys.replace(concealed);
  }

  /**
   * Removes keys that were claimed again after they were concealed, because the concealed key
   * suffices.
   */
  private void removeConcealedBefore(SortedMap<EventKey, Map.Entry<EventKey, KeyOwner>> concealed) {
    TreeSet<EventKey> others = new TreeSet<>();
    concealed.values().forEach(other -> others.add(other.getKey()));
    Set<EventKey> there = keys.lock(others).keySet();
    TreeSet<EventKey> again = new TreeSet<>();
    concealed.forEach(
        (key, other) -> {
          if (there.contains(other.getKey())) {
            again.add(key);
          }
        });
    keys.remove(again);
    concealed.keySet().removeAll(again);
  }

  private List<Owner> filed(String source, String kind, String id, UUID after) {
    return statements.query(
        EVENTS
            + " where source = ? and kind = ? and subject = ? and id > ? order by id fetch first "
            + PORTION
            + " rows only",
        statement -> {
          statement.setString(1, source);
          statement.setString(2, kind);
          statement.setString(3, id);
          statement.setObject(4, after);
        },
        Owner::of);
  }

  /**
   * Returns the keys of an event. Their time lies between the event's arrival and its settlement.
   * For keys that are kept forever both are shifted by {@link DeliveryKeys#lasting}.
   */
  private List<EventKey> keysOf(String source, Owner event) {
    return Stream.concat(
            keysOf(source, event.id(), event.receivedAt(), event.settledAt()),
            keysOf(
                source,
                event.id(),
                DeliveryKeys.lasting(event.receivedAt()),
                DeliveryKeys.lasting(event.settledAt())))
        .toList();
  }

  private Stream<EventKey> keysOf(String source, UUID event, Instant from, Instant to) {
    return statements
        .query(
            "select key_hash from delivery_key"
                + " where settled_at >= ? and settled_at <= ? and source = ? and event = ?",
            statement -> {
              Statements.time(statement, 1, from);
              Statements.time(statement, 2, to);
              statement.setString(3, source);
              statement.setObject(4, event);
            },
            row -> new EventKey(source, HexFormat.of().formatHex(row.getBytes(1))))
        .stream();
  }
}
