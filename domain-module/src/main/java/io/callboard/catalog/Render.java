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
 * A video in one format. The newest telling wins: by the video's {@code updatedAt}, then {@code
 * renderedAt}, then finished over in progress; what is still equal is decided by status and url, so
 * that the order of arrival does not matter.
 */
@Entity
@Table(name = "render")
class Render {
  private static final String IN_PROGRESS = "in_progress";
  private static final String SUCCEEDED = "succeeded";

  private static final Comparator<Render> AGE =
      Comparator.comparing(
              (Render render) -> render.versionAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              render -> render.renderedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(render -> !render.status.equals(IN_PROGRESS))
          .thenComparing(render -> render.status)
          .thenComparing(render -> render.url, Comparator.nullsFirst(Comparator.naturalOrder()));

  @EmbeddedId private RenderKey key;

  @Column(name = "status")
  private String status = IN_PROGRESS;

  @Column(name = "url")
  private @Nullable String url;

  @Column(name = "rendered_at")
  private @Nullable Instant renderedAt;

  @Column(name = "version_at")
  private @Nullable Instant versionAt;

  protected Render() {}

  Render(RecordKey video, RenderChange change, @Nullable Instant versionAt) {
    this.key = new RenderKey(video.source(), video.id(), format(change));
    this.status = TypedColumns.clean(change.status(), 40);
    this.url = change.url() == null ? null : TypedColumns.clean(change.url(), 4_000);
    this.renderedAt =
        change.renderedAt() == null ? null : TypedColumns.instant(change.renderedAt());
    this.versionAt = versionAt;
  }

  static String format(RenderChange change) {
    return TypedColumns.clean(change.format(), 100);
  }

  /** Forgets of which version of the video it is. */
  void forgetOrder() {
    versionAt = null;
  }

  /** Of which version of the video it is; empty where none was named. */
  Optional<Instant> versionAt() {
    return Optional.ofNullable(versionAt);
  }

  boolean isNewerThan(Render other) {
    return AGE.compare(this, other) > 0;
  }

  boolean looksLike(Render other) {
    return view().equals(other.view());
  }

  /** Becomes what a newer telling of the same format says. */
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
        key.format(), status, url, renderedAt, status.equals(SUCCEEDED) && url != null);
  }

  /** As the provider writes a render. */
  JsonMembers json() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("renderedAt", text(Objects.toString(renderedAt, null)));
    members.put("format", text(key.format()));
    members.put("url", text(url));
    members.put("status", text(status));
    return JsonMembers.of(members);
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : JsonMembers.quote(value);
  }
}
