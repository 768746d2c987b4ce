package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.catalog.Effect.Extent;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A video and its renders. Its own fields come from the newest event: by {@code updatedAt}, which
 * wins over none, then by the event's time, then by text. Renders are merged one by one. An id is
 * kept when an event omits it from its header.
 */
@Entity
@Table(name = "video")
class Video extends CatalogRecord {
  static final String KIND = "video";

  /**
   * The maximum number of formats with a row; other formats of the newest event are in the
   * attributes alone.
   */
  static final int MAX_RENDERS = 100;

  /** The size in bytes to which several events can enlarge a video's document, with its renders. */
  private static final int MAX_BYTES = MemberwiseRecord.MAX_BYTES;

  @EmbeddedId private RecordKey key;

  @Column(name = "document_at")
  private @Nullable Instant documentAt;

  @Column(name = "event_at")
  private @Nullable Instant eventAt;

  @Column(name = "name")
  private @Nullable String name;

  @Column(name = "template_id")
  private @Nullable String templateId;

  @Column(name = "account_id")
  private @Nullable String accountId;

  /** The time of the event that set {@link #accountId}. */
  @Column(name = "account_at")
  private @Nullable Instant accountAt;

  @Column(name = "external_id")
  private @Nullable String externalId;

  /** The time of the event that set {@link #externalId}. */
  @Column(name = "external_at")
  private @Nullable Instant externalAt;

  @Column(name = "is_purchased")
  private @Nullable Boolean purchased;

  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  @Transient private final SortedMap<String, Render> renders = new TreeMap<>();

  protected Video() {}

  Video(String source, String id) {
    this.key = new RecordKey(source, id);
  }

  RecordKey key() {
    return key;
  }

  /** Adds the stored renders, without which a video is incomplete. */
  void with(Collection<Render> stored) {
    stored.forEach(render -> renders.put(render.format(), render));
  }

  Collection<Render> renders() {
    return renders.values();
  }

  boolean hasRender(String format) {
    return renders.containsKey(format);
  }

  @Override
  Effect apply(CatalogChange change) {
    if (!(change instanceof VideoChanged changed)) {
      throw notMine(change);
    }
    EventOrder order = version() == 0 ? null : EventOrder.ofWhole(documentAt, eventAt);
    VideoMerge merge = new VideoMerge(changed, key, document(), renders, order);
    Instant at = TypedColumns.instant(changed.eventAt());
    HeaderId account = account().or(HeaderId.named(changed.accountId(), at));
    HeaderId external = external().or(HeaderId.named(changed.externalId(), at));
    Extent extent = merge.extent().or(extent(account(), account)).or(extent(external(), external));
    JsonMembers document = merge.document();
    if (extent == Extent.RECORD && isTooLarge(document, changed.members())) {
      return Effect.none("the video's document would grow beyond " + MAX_BYTES + " bytes");
    }
    accountId = account.value();
    accountAt = account.at();
    externalId = external.value();
    externalAt = external.at();
    merge.replaced().forEach(this::take);
    if (merge.isNewer()) {
      documentAt = VideoMerge.time(changed.updatedAt());
      eventAt = at;
    }
    if (extent == Extent.RECORD) {
      document(document);
    }
    return effect(extent);
  }

  /**
   * Returns whether the document exceeds the limit. A larger document is accepted if a single event
   * brings it; other events cannot enlarge it.
   */
  private boolean isTooLarge(JsonMembers document, JsonMembers incoming) {
    long size = document.size();
    return size > MAX_BYTES && size > document().size() && size > incoming.size();
  }

  private HeaderId account() {
    return HeaderId.stored(accountId, accountAt, eventAt);
  }

  private HeaderId external() {
    return HeaderId.stored(externalId, externalAt, eventAt);
  }

  private static Extent extent(HeaderId known, HeaderId next) {
    if (known.equals(next)) {
      return Extent.NOTHING;
    }
    return Objects.equals(known.value(), next.value()) ? Extent.BOOKKEEPING : Extent.RECORD;
  }

  private void take(String format, Render candidate) {
    Render known = renders.putIfAbsent(format, candidate);
    if (known != null) {
      known.take(candidate);
    }
  }

  @Override
  void forgetOrder() {
    documentAt = null;
    eventAt = null;
    accountAt = null;
    externalAt = null;
    renders.values().forEach(Render::forgetOrder);
  }

  @Override
  List<@Nullable Object> order() {
    return Arrays.asList(
        documentAt,
        eventAt,
        account().at(),
        external().at(),
        renders.values().stream().map(Render::versionAt).toList());
  }

  private static Effect effect(Extent extent) {
    return extent == Extent.RECORD
        ? Effect.applied(true)
        : new Effect(new Outcome.Ignored("the event changes nothing in the stored video"), extent);
  }

  @Override
  void describe(JsonMembers attributes) {
    name = TypedColumns.text(attributes, "name", 1_000);
    templateId = TypedColumns.id(attributes, "templateID", 255);
    purchased = TypedColumns.bool(attributes, "isPurchased");
    createdAt = TypedColumns.instant(attributes, "createdAt");
    searchable(name, externalId);
  }

  @Override
  String id() {
    return key.id();
  }

  @Override
  RecordView.VideoView view() {
    return new RecordView.VideoView(
        key.source(),
        key.id(),
        state(),
        version(),
        updatedAt(),
        lastEvent(),
        deletedAt(),
        name,
        templateId,
        accountId,
        externalId,
        purchased,
        createdAt,
        renders.values().stream().map(Render::view).toList(),
        attributes());
  }
}
