package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An audio or video of a media platform. A create, an undelete or the status OK restores a deleted
 * one; other updates do not.
 */
@Entity
@Table(name = "media")
class Media extends MemberwiseRecord {
  static final String KIND = "media";

  @EmbeddedId private RecordKey key;

  @Column(name = "title")
  private @Nullable String title;

  @Column(name = "slug")
  private @Nullable String slug;

  @Column(name = "media_type")
  private @Nullable String type;

  @Column(name = "status")
  private @Nullable String status;

  @Column(name = "is_published")
  private @Nullable Boolean published;

  @Column(name = "duration_seconds")
  private @Nullable Double duration;

  @Column(name = "date_created")
  private @Nullable Instant dateCreated;

  @Column(name = "date_updated")
  private @Nullable Instant dateUpdated;

  protected Media() {}

  Media(String source, String id) {
    this.key = new RecordKey(source, id);
  }

  @Override
  Presence presence(DocumentChanged change) {
    boolean back =
        change.action() == DocumentAction.CREATE
            || change.action() == DocumentAction.RESTORE
            || change.members().string("status").filter("OK"::equals).isPresent();
    return back ? Presence.THERE : Presence.UNSAID;
  }

  @Override
  void describe(JsonMembers attributes) {
    title = TypedColumns.text(attributes, "title", 1_000);
    slug = TypedColumns.word(attributes, "slug", 1_000);
    type = TypedColumns.word(attributes, "type", 40);
    status = TypedColumns.word(attributes, "status", 40);
    published = TypedColumns.bool(attributes, "is_published");
    duration = TypedColumns.decimal(attributes, "duration");
    dateCreated = TypedColumns.instant(attributes, "date_created");
    dateUpdated = TypedColumns.instant(attributes, "date_updated");
    searchable(title, slug, TypedColumns.text(attributes, "description", TypedColumns.SEARCH));
  }

  @Override
  String id() {
    return key.id();
  }

  @Override
  RecordView.MediaView view() {
    return new RecordView.MediaView(
        key.source(),
        key.id(),
        state(),
        version(),
        updatedAt(),
        lastEvent(),
        deletedAt(),
        title,
        slug,
        type,
        status,
        published,
        duration,
        dateCreated,
        dateUpdated,
        attributes());
  }
}
