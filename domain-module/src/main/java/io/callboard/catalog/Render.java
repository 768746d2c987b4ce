package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A video in one format. The newest event wins: by the video's {@code updatedAt}, then {@code
 * renderedAt}, then finished over in progress. Ties are decided by status, url and the whole text,
 * so that the order of arrival does not matter. A value that does not fit its column is null; the
 * video's attributes have the whole render.
 */
@Entity
@Table(name = "render")
class Render {
  private static final String IN_PROGRESS = "in_progress";
  private static final String SUCCEEDED = "succeeded";

  /** The value for a status that cannot be shown, because the column is not nullable. */
  private static final String NO_STATUS = "";

  private static final Comparator<Render> AGE =
      Comparator.comparing(
              (Render render) -> render.versionAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              render -> render.renderedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Render::isFinished)
          .thenComparing(render -> render.status)
          .thenComparing(render -> render.url, Comparator.nullsFirst(Comparator.naturalOrder()));

  @EmbeddedId private RenderKey key;

  @Column(name = "status")
  private String status = NO_STATUS;

  @Column(name = "url")
  private @Nullable String url;

  @Column(name = "rendered_at")
  private @Nullable Instant renderedAt;

  @Column(name = "version_at")
  private @Nullable Instant versionAt;

  protected Render() {}

  Render(RecordKey video, RenderChange change, @Nullable Instant versionAt) {
    this.key = new RenderKey(video.source(), video.id(), change.format());
    this.status =
        Objects.requireNonNullElse(
            TypedColumns.fitting(change.status(), RenderChange.MAX_STATUS), NO_STATUS);
    this.url = TypedColumns.fitting(change.url(), RenderChange.MAX_URL);
    this.renderedAt =
        change.renderedAt() == null ? null : TypedColumns.instant(change.renderedAt());
    this.versionAt = versionAt;
  }

  private boolean isFinished() {
    return !status.equals(IN_PROGRESS) && !status.equals(NO_STATUS);
  }

  /** Forgets which version of the video the render belongs to. */
  void forgetOrder() {
    versionAt = null;
  }

  /** Returns the version of the video that the render belongs to; empty if the event named none. */
  Optional<Instant> versionAt() {
    return Optional.ofNullable(versionAt);
  }

  /** Compares by age; at 0 the whole texts decide. */
  int compareAge(Render other) {
    return AGE.compare(this, other);
  }

  boolean looksLike(Render other) {
    return view().equals(other.view());
  }

  /** Takes the values of a newer event for the same format. */
  void take(Render newer) {
    status = newer.status;
    url = newer.url;
    renderedAt = newer.renderedAt;
    versionAt = newer.versionAt;
  }

  String videoId() {
    return key.videoId();
  }

  String format() {
    return key.format();
  }

  RecordView.RenderView view() {
    return new RecordView.RenderView(
        key.format(),
        status.equals(NO_STATUS) ? null : status,
        url,
        renderedAt,
        status.equals(SUCCEEDED) && url != null);
  }

  /** Returns the render in the provider's form, for renders whose whole text is not known. */
  JsonMembers document() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("renderedAt", text(Objects.toString(renderedAt, null)));
    members.put("format", text(key.format()));
    members.put("url", text(url));
    members.put("status", text(view().status()));
    return JsonMembers.of(members);
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : JsonMembers.quote(value);
  }
}
