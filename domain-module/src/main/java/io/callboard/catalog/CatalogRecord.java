package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all records: the state, the version, and the provider's document as the bytes
 * of JSON.
 */
@MappedSuperclass
abstract class CatalogRecord {
  private static final byte[] NO_ATTRIBUTES = JsonMembers.NONE.toBytes();

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private RecordState state = RecordState.CURRENT;

  @Column(name = "version")
  private long version;

  @Column(name = "updated_at")
  private Instant updatedAt = Instant.EPOCH;

  @Column(name = "last_event")
  private UUID lastEvent = new UUID(0, 0);

  /** The earliest event that had an effect; null for records of releases without this column. */
  @Column(name = "first_event")
  private @Nullable UUID firstEvent;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @Column(name = "search")
  private String search = "";

  @Column(name = "attributes")
  private byte[] attributes = NO_ATTRIBUTES;

  @Transient private boolean attributesShown = true;

  /**
   * Applies a change to the record in memory.
   *
   * @throws IllegalArgumentException if the change is for another type of record
   */
  abstract Effect apply(CatalogChange change);

  /** Forgets how new the record is, so that the next change replaces it whatever its time. */
  abstract void forgetOrder();

  /**
   * Returns the values that decide whether an event is newer than the record; equal lists mean the
   * same order.
   */
  abstract List<@Nullable Object> order();

  /** Copies the fields that only a fetch can set from the stored record. */
  void keepFetchedFields(CatalogRecord known) {}

  abstract String id();

  abstract RecordView view();

  /** Fills the typed columns from the attributes. */
  abstract void describe(JsonMembers attributes);

  /**
   * Records the earliest event that had an effect; must be called before the version is raised.
   *
   * @param inOrder whether the event keeps its place in the order of arrival; an event applied by
   *     force counts as the last one, whatever its age
   */
  final void heard(UUID event, boolean inOrder) {
    boolean earlier = inOrder && firstEvent != null && event.compareTo(firstEvent) < 0;
    if (version == 0 || earlier) {
      firstEvent = event;
    }
  }

  /**
   * Continues the bookkeeping of the stored record: its next version if readers see a difference,
   * else the same one.
   */
  final void continueFrom(CatalogRecord known, boolean seen, Instant now) {
    version = seen ? known.version + 1 : known.version;
    updatedAt = seen ? now : known.updatedAt;
    lastEvent = seen ? lastEvent : known.lastEvent;
    firstEvent = known.firstEvent;
  }

  /** Counts a change that readers see, with its event and time. */
  final void touched(UUID event, Instant now) {
    version++;
    lastEvent = event;
    updatedAt = now;
  }

  final void present(RecordState present) {
    state = present;
    deletedAt = null;
  }

  final void deleted(Instant at) {
    state = RecordState.DELETED;
    deletedAt = at;
  }

  final void document(JsonMembers document) {
    attributes = document.toBytes();
    describe(document);
  }

  /**
   * Returns the stored document.
   *
   * @throws io.callboard.json.UnreadableJson if the stored bytes are not a JSON object
   */
  final JsonMembers document() {
    return JsonMembers.stored(attributes);
  }

  /** Returns the size of the document in bytes of JSON. */
  final int documentSize() {
    return attributes.length;
  }

  final void searchable(@Nullable String... texts) {
    search = TypedColumns.search(texts);
  }

  final boolean isDeleted() {
    return state == RecordState.DELETED;
  }

  final RecordState state() {
    return state;
  }

  final long version() {
    return version;
  }

  final Instant updatedAt() {
    return updatedAt;
  }

  final UUID lastEvent() {
    return lastEvent;
  }

  final @Nullable UUID firstEvent() {
    return firstEvent;
  }

  final @Nullable Instant deletedAt() {
    return deletedAt;
  }

  /** Returns the document for readers; {@link JsonMembers#UNREADABLE} if it cannot be read. */
  final JsonMembers shown() {
    return JsonMembers.shown(attributes);
  }

  /** Omits the provider's document from the view, as lists do. */
  final void hideAttributes() {
    attributesShown = false;
  }

  /**
   * Returns the document's JSON for readers, or null if the view omits it; the text of {@link
   * JsonMembers#UNREADABLE} if it cannot be read.
   */
  final @Nullable String attributes() {
    if (!attributesShown) {
      return null;
    }
    return shown().equals(JsonMembers.UNREADABLE)
        ? JsonMembers.UNREADABLE.toString()
        : new String(attributes, StandardCharsets.UTF_8);
  }

  final IllegalArgumentException notMine(CatalogChange change) {
    return new IllegalArgumentException(
        change.getClass().getSimpleName() + " does not apply to " + getClass().getSimpleName());
  }
}
