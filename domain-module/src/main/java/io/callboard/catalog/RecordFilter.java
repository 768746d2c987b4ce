package io.callboard.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records a list shows; null leaves a question open.
 *
 * @param text must occur in what is searchable of the record, in any case
 * @param updatedSince shows what changed then or later, oldest first instead of newest first
 * @param includeDeleted whether deleted records are shown too
 * @param kind of documents; other records ignore it
 * @param accountId of videos; other records ignore it
 * @param externalId the partner's id of the account, of videos and accounts; other records ignore
 *     it
 */
public record RecordFilter(
    @Nullable String source,
    @Nullable String id,
    @Nullable String text,
    @Nullable Instant updatedSince,
    boolean includeDeleted,
    @Nullable String kind,
    @Nullable String accountId,
    @Nullable String externalId) {

  /** Every record that is there, newest first. */
  public static final RecordFilter ALL = new RecordFilter(null, null, null, null, false, null);

  /** Leaves the account open. */
  public RecordFilter(
      @Nullable String source,
      @Nullable String id,
      @Nullable String text,
      @Nullable Instant updatedSince,
      boolean includeDeleted,
      @Nullable String kind) {
    this(source, id, text, updatedSince, includeDeleted, kind, null, null);
  }

  /** The same of one source. */
  RecordFilter of(String one) {
    return new RecordFilter(
        one, id, text, updatedSince, includeDeleted, kind, accountId, externalId);
  }

  boolean oldestFirst() {
    return updatedSince != null;
  }
}
