package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An actor profile. Events are thin: the newest update asks for a fetch, the newest delete is a
 * tombstone, and at the same second the tombstone wins.
 */
@Entity
@Table(name = "profile")
class Profile extends CatalogRecord {
  static final String KIND = "profile";

  @EmbeddedId private RecordKey key;

  @Column(name = "merged_into")
  private @Nullable String mergedInto;

  /** The newest update that no tombstone covers. */
  @Column(name = "requested_at")
  private @Nullable Instant requestedAt;

  @Column(name = "tombstone_at")
  private @Nullable Instant tombstoneAt;

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
      default -> throw notMine(change);
    };
  }

  @Override
  void forgetOrder() {
    requestedAt = null;
    tombstoneAt = null;
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
      return Effect.none("a delete that is as new is known");
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

  @Override
  void describe(JsonMembers attributes) {
    firstName = TypedColumns.text(attributes, "first_name", 255);
    lastName = TypedColumns.text(attributes, "last_name", 255);
    gender = TypedColumns.text(attributes, "gender", 40);
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
        attributes());
  }
}
