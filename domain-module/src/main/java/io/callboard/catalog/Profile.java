package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileFetched;
import io.callboard.catalog.CatalogChange.ProfileGone;
import io.callboard.catalog.CatalogChange.ProfileReported;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An actor profile. Its events carry no content: the newest update requests a fetch, and the newest
 * delete is a tombstone. At the same second the tombstone wins.
 */
@Entity
@Table(name = "profile")
class Profile extends CatalogRecord {
  static final String KIND = "profile";

  @EmbeddedId private RecordKey key;

  @Column(name = "merged_into")
  private @Nullable String mergedInto;

  /** The time of the newest update that no tombstone covers. */
  @Column(name = "requested_at")
  private @Nullable Instant requestedAt;

  @Column(name = "tombstone_at")
  private @Nullable Instant tombstoneAt;

  /** The {@code updated_at} of the fetched document, by the provider's clock. */
  @Column(name = "document_at")
  private @Nullable Instant documentAt;

  @Column(name = "first_name")
  private @Nullable String firstName;

  @Column(name = "last_name")
  private @Nullable String lastName;

  @Column(name = "gender")
  private @Nullable String gender;

  @Column(name = "year_of_birth")
  private @Nullable Integer yearOfBirth;

  @Column(name = "height")
  private @Nullable Integer height;

  protected Profile() {}

  Profile(String source, String id) {
    this.key = new RecordKey(source, id);
  }

  @Override
  Effect apply(CatalogChange change) {
    return switch (change) {
      case ProfileUpdated updated -> updated(TypedColumns.instant(updated.created()));
      case ProfileDeleted deleted -> deletedBy(TypedColumns.instant(deleted.created()));
      case ProfileFetched fetched -> fetched(fetched);
      case ProfileGone gone -> gone(gone);
      case ProfileReported reported -> reported(reported);
      default -> throw notMine(change);
    };
  }

  @Override
  void forgetOrder() {
    requestedAt = null;
    tombstoneAt = null;
  }

  @Override
  List<@Nullable Object> order() {
    return Arrays.asList(requestedAt, tombstoneAt);
  }

  /**
   * Copies what only the API reports of a deleted profile: its last {@code updated_at}, the profile
   * that it was merged into, and a later tombstone.
   */
  @Override
  void keepFetchedFields(CatalogRecord known) {
    if (isDeleted() && known instanceof Profile profile) {
      documentAt = profile.documentAt;
      mergedInto = profile.mergedInto;
      if (tombstoneAt != null
          && profile.tombstoneAt != null
          && profile.tombstoneAt.isAfter(tombstoneAt)) {
        tombstoneAt = profile.tombstoneAt;
      }
    }
  }

  private Effect updated(Instant created) {
    if (tombstoneAt != null && !created.isAfter(tombstoneAt)) {
      return Effect.none("the profile was deleted at that second or later");
    }
    if (requestedAt == null || created.isAfter(requestedAt)) {
      requestedAt = created;
    }
    boolean seen = version() == 0 || state() != RecordState.PENDING;
    present(RecordState.PENDING);
    mergedInto = null;
    return new Effect(
        new Outcome.AwaitsFetch(), seen ? Effect.Extent.RECORD : Effect.Extent.BOOKKEEPING);
  }

  private Effect deletedBy(Instant created) {
    if (tombstoneAt != null && !created.isAfter(tombstoneAt)) {
      return Effect.none("the profile already has a tombstone of that second or later");
    }
    tombstoneAt = created;
    if (requestedAt != null && requestedAt.isAfter(created)) {
      return Effect.applied(false);
    }
    boolean seen = version() == 0 || !isDeleted();
    requestedAt = null;
    deleted(created);
    document(JsonMembers.NONE);
    return new Effect(
        new Outcome.Applied(true), seen ? Effect.Extent.RECORD : Effect.Extent.BOOKKEEPING);
  }

  private Effect fetched(ProfileFetched fetched) {
    Instant updated =
        fetched.updatedAt() == null ? null : TypedColumns.instant(fetched.updatedAt());
    boolean newer = updated == null || documentAt == null || !updated.isBefore(documentAt);
    RecordState next = fetched.complete() ? RecordState.CURRENT : RecordState.PENDING;
    boolean seen = state() != next;
    if (newer) {
      seen |= !fetched.members().equals(document());
      documentAt = updated == null ? documentAt : updated;
      document(fetched.members());
    }
    present(next);
    mergedInto = null;
    return Effect.applied(seen);
  }

  /**
   * Deletes the profile and raises its tombstone to the newest requested update, which the API's
   * answer covers. No event up to that time restores the profile. Both are times of the provider's
   * clock, which orders events.
   */
  private Effect gone(ProfileGone gone) {
    if (requestedAt != null && (tombstoneAt == null || requestedAt.isAfter(tombstoneAt))) {
      tombstoneAt = requestedAt;
    }
    requestedAt = null;
    boolean seen = !isDeleted() || !Objects.equals(mergedInto, gone.mergedInto());
    mergedInto = gone.mergedInto();
    deleted(TypedColumns.instant(gone.at()));
    document(JsonMembers.NONE);
    return Effect.applied(seen);
  }

  private Effect reported(ProfileReported reported) {
    boolean known = version() != 0;
    if (known && isDeleted()) {
      return reported.merged()
          ? Effect.none("the profile that another was merged into is deleted too")
          : new Effect(new Outcome.AwaitsFetch(), Effect.Extent.BOOKKEEPING);
    }
    if (known && state() == RecordState.PENDING) {
      return Effect.none("a fetch of the profile is already pending");
    }
    if (reported.updatedAt() != null
        && documentAt != null
        && !TypedColumns.instant(reported.updatedAt()).isAfter(documentAt)) {
      return Effect.none("the stored profile is not older than the reported one");
    }
    present(RecordState.PENDING);
    return new Effect(new Outcome.AwaitsFetch(), Effect.Extent.RECORD);
  }

  @Override
  void describe(JsonMembers attributes) {
    firstName = TypedColumns.text(attributes, "first_name", 255);
    lastName = TypedColumns.text(attributes, "last_name", 255);
    gender = TypedColumns.word(attributes, "gender", 40);
    yearOfBirth = TypedColumns.integer(attributes, "year_of_birth");
    height = TypedColumns.integer(attributes, "height");
    searchable(firstName, lastName);
  }

  @Override
  String id() {
    return key.id();
  }

  @Override
  RecordView.ProfileView view() {
    JsonMembers document = shown();
    return new RecordView.ProfileView(
        key.source(),
        key.id(),
        state(),
        version(),
        updatedAt(),
        lastEvent(),
        deletedAt(),
        mergedInto,
        firstName,
        lastName,
        gender,
        yearOfBirth,
        height,
        TypedColumns.integer(document, "acting_age_from"),
        TypedColumns.integer(document, "acting_age_to"),
        ProfileParts.pictures(document),
        ProfileParts.showreels(document),
        attributes());
  }
}
