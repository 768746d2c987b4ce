package io.callboard.eventlog;

import static io.callboard.persistence.Column.bytes;
import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;
import static io.callboard.persistence.Column.uuid;

import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The delivery keys with the first event of each. Rows are locked in sorted order, so that
 * transactions with overlapping keys wait for each other and never deadlock. A row that another
 * transaction is writing is waited for.
 */
@ApplicationScoped
public class DeliveryKeys {
  private static final HexFormat HEX = HexFormat.of();

  /** A multiple of 400, the period of the Gregorian calendar, so that the shift can be undone. */
  private static final int LASTING_YEARS = 7_200;

  private static final Insert<Claim> CLAIM =
      Insert.into(
              "delivery_key",
              List.of(
                  text("source", (Claim claim) -> claim.key().source()),
                  bytes("key_hash", claim -> HEX.parseHex(claim.key().hash())),
                  bytes("body_digest", claim -> HEX.parseHex(claim.owner().bodyDigest())),
                  uuid("event", claim -> claim.owner().event()),
                  time("settled_at", Claim::at)))
          .orNothing();

  private final Statements statements;

  private record Claim(EventKey key, KeyOwner owner, Instant at) {}

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DeliveryKeys() {
    this.statements = null;
  }

  @Inject
  public DeliveryKeys(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Returns the SHA-256 of bytes, in hexadecimal. */
  public static String digest(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns the time that replaces the settlement time of a key that is kept forever. It lies
   * beyond every retention period, and the settlement time can be computed from it.
   */
  public static Instant lasting(Instant settledAt) {
    return settledAt.atOffset(ZoneOffset.UTC).plusYears(LASTING_YEARS).toInstant();
  }

  /**
   * Claims the free keys for the given owners.
   *
   * @return the owner of every key, which is the given one where the key was free
   */
  public Map<EventKey, KeyOwner> claim(SortedMap<EventKey, KeyOwner> wanted, Instant now) {
    int free =
        statements.insert(
            CLAIM,
            wanted.entrySet().stream()
                .map(claim -> new Claim(claim.getKey(), claim.getValue(), now))
                .toList());
    return free == wanted.size() ? wanted : owners(new TreeSet<>(wanted.keySet()));
  }

  /** Returns the owners of the given keys that exist. */
  public Map<EventKey, KeyOwner> owners(SortedSet<EventKey> keys) {
    return owners(keys, "");
  }

  /** Locks the given keys that exist, in the order of the keys, and returns their owners. */
  public Map<EventKey, KeyOwner> lock(SortedSet<EventKey> keys) {
    return owners(keys, " order by key_hash for update");
  }

  /** Assigns keys that {@link #lock} locked to other events. */
  public void pass(SortedMap<EventKey, KeyOwner> owners, Instant now) {
    statements.batch(
        "update delivery_key set body_digest = ?, event = ?, settled_at = ?"
            + " where source = ? and key_hash = ?",
        owners.entrySet(),
        (statement, owner) -> {
          statement.setBytes(1, HEX.parseHex(owner.getValue().bodyDigest()));
          statement.setObject(2, owner.getValue().event());
          Statements.time(statement, 3, now);
          statement.setString(4, owner.getKey().source());
          statement.setBytes(5, HEX.parseHex(owner.getKey().hash()));
        });
  }

  /** Replaces keys that {@link #lock} locked with other keys and owners. */
  public void replace(SortedMap<EventKey, Map.Entry<EventKey, KeyOwner>> others) {
    statements.batch(
        "update delivery_key set key_hash = ?, body_digest = ? where source = ? and key_hash = ?",
        others.entrySet(),
        (statement, other) -> {
          statement.setBytes(1, HEX.parseHex(other.getValue().getKey().hash()));
          statement.setBytes(2, HEX.parseHex(other.getValue().getValue().bodyDigest()));
          statement.setString(3, other.getKey().source());
          statement.setBytes(4, HEX.parseHex(other.getKey().hash()));
        });
  }

  /** Removes keys that {@link #lock} locked. */
  public void remove(SortedSet<EventKey> removed) {
    statements.batch(
        "delete from delivery_key where source = ? and key_hash = ?",
        removed,
        (statement, key) -> {
          statement.setString(1, key.source());
          statement.setBytes(2, HEX.parseHex(key.hash()));
        });
  }

  private Map<EventKey, KeyOwner> owners(SortedSet<EventKey> keys, String suffix) {
    SortedMap<String, List<byte[]>> hashes = new TreeMap<>();
    for (EventKey key : keys) {
      hashes.computeIfAbsent(key.source(), s -> new ArrayList<>()).add(HEX.parseHex(key.hash()));
    }
    Map<EventKey, KeyOwner> owners = new HashMap<>();
    hashes.forEach((source, ofSource) -> owners.putAll(owners(source, ofSource, suffix)));
    return owners;
  }

  private Map<EventKey, KeyOwner> owners(String source, List<byte[]> hashes, String suffix) {
    Map<EventKey, KeyOwner> owners = new HashMap<>();
    statements.query(
        "select key_hash, event, body_digest from delivery_key where key_hash = any(?)"
            + " and source = any(?)" // with "= ?" H2 would look up the source and scan for hashes
            + suffix,
        statement -> {
          Statements.array(statement, 1, "bytea", hashes.toArray(byte[][]::new));
          Statements.array(statement, 2, "varchar", new String[] {source});
        },
        row ->
            owners.put(
                new EventKey(source, HEX.formatHex(row.getBytes(1))),
                new KeyOwner(row.getObject(2, UUID.class), HEX.formatHex(row.getBytes(3)))));
    return owners;
  }
}
