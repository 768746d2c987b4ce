package io.callboard.dossier;

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

/** Conceals the delivery keys of a record's events, before the events themselves are removed. */
record KeyConcealment(Statements statements, DeliveryKeys keys) {
  private static final String OF_RECORD =
      " from event where source = ? and kind = ? and subject = ?";

  /** An event with a key that only its content tells. */
  private record Other(UUID id, Instant receivedAt, Instant settledAt) {}

  /** Conceals the keys of events that are filed under a record. */
  void conceal(String source, String kind, String id) {
    TreeSet<EventKey> known = new TreeSet<>();
    known.add(EventKey.ofLast(source, kind + "\n" + id));
    for (String text : texts(source, kind, id)) {
      EventKey key = EventKey.of(source, text);
      known.add(key);
      IntStream.range(0, EventKey.MAX_VARIANTS).forEach(number -> known.add(key.variant(number)));
    }
    others(source, kind, id).forEach(other -> known.addAll(keysOf(source, other)));
    conceal(known);
  }

  /** Conceals the keys of events that could not be translated. */
  void conceal(String source, List<UUID> unusable) {
    TreeSet<EventKey> known = new TreeSet<>();
    statements
        .query(
            "select id, received_at, settled_at from event where id = any(?)",
            statement -> Statements.array(statement, 1, "uuid", unusable.toArray()),
            KeyConcealment::other)
        .forEach(event -> known.addAll(keysOf(source, event)));
    conceal(known);
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

  /** A key that was claimed again after it was concealed says nothing that its other does not. */
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

  private List<String> texts(String source, String kind, String id) {
    return statements.query(
        "select distinct delivery_key" + OF_RECORD + " and delivery_key is not null",
        statement -> {
          statement.setString(1, source);
          statement.setString(2, kind);
          statement.setString(3, id);
        },
        row -> row.getString(1));
  }

  private List<Other> others(String source, String kind, String id) {
    return statements.query(
        "select id, received_at, settled_at" + OF_RECORD + " and cause like ?",
        statement -> {
          statement.setString(1, source);
          statement.setString(2, kind);
          statement.setString(3, id);
          statement.setString(4, "%" + EventLog.HELD_FOR_CONTENT + "%");
        },
        KeyConcealment::other);
  }

  private static Other other(ResultSet row) throws SQLException {
    return new Other(
        row.getObject(1, UUID.class), Statements.time(row, 2), Statements.time(row, 3));
  }

  /** By the time at which it was taken, which lies between arrival and settlement. */
  private List<EventKey> keysOf(String source, Other other) {
    return statements.query(
        "select key_hash from delivery_key"
            + " where settled_at >= ? and settled_at <= ? and source = ? and event = ?",
        statement -> {
          Statements.time(statement, 1, other.receivedAt());
          Statements.time(statement, 2, other.settledAt());
          statement.setString(3, source);
          statement.setObject(4, other.id());
        },
        row -> new EventKey(source, HexFormat.of().formatHex(row.getBytes(1))));
  }
}
