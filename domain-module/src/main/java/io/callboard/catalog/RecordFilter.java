package io.callboard.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter for a list of records; a criterion that is null does not apply.
 *
 * @param text must occur in the searchable text of the record, in any case
 * @param updatedSince selects records changed then or later, oldest first instead of newest first
 * @param includeDeleted whether deleted records are listed too
 * @param kind the kind of documents; ignored for other records
 * @param accountId the account of videos; ignored for other records
 * @param externalId the partner's id of the account, for videos and accounts; ignored for other
 *     records
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

  /** All records that are not deleted, newest first. */
  public static final RecordFilter ALL = new RecordFilter(null, null, null, null, false, null);

  /** Creates a filter for any account. */
  public RecordFilter(
      @Nullable String source,
      @Nullable String id,
      @Nullable String text,
      @Nullable Instant updatedSince,
      boolean includeDeleted,
      @Nullable String kind) {
    this(source, id, text, updatedSince, includeDeleted, kind, null, null);
  }

  /** Returns the same filter for one source. */
  RecordFilter of(String one) {
    return new RecordFilter(
        one, id, text, updatedSince, includeDeleted, kind, accountId, externalId);
  }

  boolean oldestFirst() {
    return updatedSince != null;
  }
}
