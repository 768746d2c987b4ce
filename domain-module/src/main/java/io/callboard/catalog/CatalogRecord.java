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

/** What every record has: where it stands, and the provider's document as the bytes of JSON. */
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

  /** The earliest event that had an effect; null for records from before this was noted. */
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
   * @throws IllegalArgumentException if the change is not one of this kind of record
   */
  abstract Effect apply(CatalogChange change);

  /** Forgets how new what it says is, so that the next change takes its place. */
  abstract void forgetOrder();

  /** What decides which event is newer than what the record says; equal where that is alike. */
  abstract List<@Nullable Object> order();

  /** Takes over from what is known that which fetches say and no event can tell. */
  void keepUntold(CatalogRecord known) {}

  abstract String id();

  abstract RecordView view();

  /** Fills the typed columns from the attributes. */
  abstract void describe(JsonMembers attributes);

  /**
   * Notes that an event has an effect, before it is counted.
   *
   * @param inOrder whether it takes its place among the others; by force an event of any age comes
   *     last
   */
  final void heard(UUID event, boolean inOrder) {
    boolean earlier = inOrder && firstEvent != null && event.compareTo(firstEvent) < 0;
    if (version == 0 || earlier) {
      firstEvent = event;
    }
  }

  /** Continues what is known of the record, which readers see change or not. */
  final void continueFrom(CatalogRecord known, boolean seen, Instant now) {
    version = seen ? known.version + 1 : known.version;
    updatedAt = seen ? now : known.updatedAt;
    lastEvent = seen ? lastEvent : known.lastEvent;
    firstEvent = known.firstEvent;
  }

  /** Notes that an event changed what readers see. */
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
   * Returns the document that the database keeps.
   *
   * @throws io.callboard.json.UnreadableJson if it is no JSON object
   */
  final JsonMembers document() {
    return JsonMembers.stored(attributes);
  }

  /** How many bytes of JSON the document has. */
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

  /** Returns the document as readers see it; one that cannot be read says so. */
  final JsonMembers shown() {
    return JsonMembers.shown(attributes);
  }

  /** Leaves the provider's document out of the view, as lists do. */
  final void hideAttributes() {
    attributesShown = false;
  }

  /**
   * Returns the document's JSON as readers see it, or null where the view leaves it out; one that
   * cannot be read says so.
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
        change.getClass().getSimpleName() + " is not for " + getClass().getSimpleName());
  }
}
