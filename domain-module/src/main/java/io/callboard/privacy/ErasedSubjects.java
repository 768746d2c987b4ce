package io.callboard.privacy;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The erased subjects, which must not come back, cached for a second. Callers refresh the cache in
 * the transaction that acts on its answer. If a node's outdated cache lets an event in, a later
 * sweep of the erasure removes it.
 */
@ApplicationScoped
public class ErasedSubjects {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final HexFormat HEX = HexFormat.of();

  private final Statements statements;
  private volatile Known known =
      new Known(System.nanoTime() - FRESH_NANOS, new Version(0, 0), new byte[0], Set.of());

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ErasedSubjects() {
    this.statements = null;
  }

  @Inject
  public ErasedSubjects(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  private record Known(long at, Version version, byte[] secret, Set<String> digests) {}

  /** Counts that change with every erasure that is made or lifted. */
  private record Version(long made, long lifted) {}

  /**
   * Reloads the cache if it is older than a second.
   *
   * @throws RuntimeException if the database cannot be reached
   */
  public void refresh() {
    if (System.nanoTime() - known.at() >= FRESH_NANOS) {
      known = load();
    }
  }

  /** Returns whether the cache has an erasure of the subject that was not lifted. */
  public boolean contains(String source, String kind, String id) {
    Known now = known;
    return !now.digests().isEmpty()
        && now.digests().contains(HEX.formatHex(digest(now.secret(), source, kind, id)));
  }

  /** Returns the secret of the erasures, if the cache knows of one that was lifted. */
  Optional<byte[]> secretOfLifted() {
    Known now = known;
    return now.version().lifted() == 0 ? Optional.empty() : Optional.of(now.secret());
  }

  private Known load() {
    Version version =
        statements
            .query(
                "select count(*), count(lifted_at) from erasure",
                statement -> {},
                row -> new Version(row.getLong(1), row.getLong(2)))
            .getFirst();
    Known before = known;
    return version.equals(before.version())
        ? new Known(System.nanoTime(), version, before.secret(), before.digests())
        : load(version);
  }

  private Known load(Version version) {
    byte[] secret =
        statements
            .query("select secret from erasure_key", statement -> {}, row -> row.getBytes(1))
            .stream()
            .findFirst()
            .orElse(new byte[0]);
    Set<String> digests =
        new HashSet<>(
            statements.query(
                "select digest from erasure where lifted_at is null",
                statement -> {},
                row -> HEX.formatHex(row.getBytes(1))));
    return new Known(System.nanoTime(), version, secret, digests);
  }

  static byte[] digest(byte[] secret, String source, String kind, String id) {
    return digest(secret, (source + "\0" + kind + "\0" + id).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] digest(byte[] secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
