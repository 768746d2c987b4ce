package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.RenderChange;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A video and its renders. Its own fields are those of the newest event: by {@code updatedAt},
 * which beats none, then by the event's time, then by text. Renders are merged one by one.
 */
@Entity
@Table(name = "video")
class Video extends CatalogRecord {
  static final String KIND = "video";

  /** Formats that a video may have; more are not kept. */
  static final int MAX_RENDERS = 100;

  private static final String RENDERS = "renders";

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

  @Column(name = "external_id")
  private @Nullable String externalId;

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

  /** Takes the renders that were stored; without them a video is not whole. */
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
    Own known = new Own(withoutRenders(document()), documentAt, eventAt, accountId, externalId);
    Own told = Own.of(changed);
    boolean newer = version() == 0 || told.isNewerThan(known);
    Extent extent = newer ? Extent.BOOKKEEPING : Extent.NOTHING;
    if (version() == 0 || (newer && !told.looksLike(known))) {
      extent = Extent.RECORD;
    }
    for (RenderChange render : changed.renders()) {
      extent = extent.or(merge(new Render(key, render, told.updatedAt())));
    }
    keep(newer ? told : known, extent);
    return effect(extent);
  }

  @Override
  void forgetOrder() {
    documentAt = null;
    eventAt = null;
    renders.values().forEach(Render::forgetOrder);
  }

  @Override
  List<@Nullable Object> order() {
    return Arrays.asList(
        documentAt, eventAt, renders.values().stream().map(Render::versionAt).toList());
  }

  private static Effect effect(Extent extent) {
    return extent == Extent.RECORD
        ? Effect.applied(true)
        : new Effect(new Outcome.Ignored("nothing in it is newer than what is known"), extent);
  }

  private Extent merge(Render told) {
    Render known = renders.get(told.format());
    if (known == null) {
      if (renders.size() >= MAX_RENDERS) {
        return Extent.NOTHING;
      }
      renders.put(told.format(), told);
      return Extent.RECORD;
    }
    if (!told.isNewerThan(known)) {
      return Extent.NOTHING;
    }
    Extent extent = told.looksLike(known) ? Extent.BOOKKEEPING : Extent.RECORD;
    known.take(told);
    return extent;
  }

  private void keep(Own own, Extent extent) {
    documentAt = own.updatedAt();
    eventAt = own.eventAt();
    accountId = own.accountId();
    externalId = own.externalId();
    if (extent == Extent.RECORD) {
      Map<String, String> texts = new LinkedHashMap<>();
      own.members()
          .names()
          .forEach(name -> own.members().text(name).ifPresent(text -> texts.put(name, text)));
      texts.put(
          RENDERS,
          renders.values().stream()
              .map(render -> render.json().toString())
              .collect(Collectors.joining(",", "[", "]")));
      document(JsonMembers.of(texts));
    }
  }

  private static JsonMembers withoutRenders(JsonMembers members) {
    Map<String, String> texts = new LinkedHashMap<>();
    members.names().stream()
        .filter(name -> !name.equals(RENDERS))
        .forEach(name -> members.text(name).ifPresent(text -> texts.put(name, text)));
    return JsonMembers.of(texts);
  }

  @Override
  void describe(JsonMembers attributes) {
    name = TypedColumns.text(attributes, "name", 1_000);
    templateId = TypedColumns.text(attributes, "templateID", 255);
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

  /** The fields of a video that are not its renders, and what orders them. */
  private record Own(
      JsonMembers members,
      @Nullable Instant updatedAt,
      @Nullable Instant eventAt,
      @Nullable String accountId,
      @Nullable String externalId) {
    private static final Comparator<@Nullable Instant> TIME =
        Comparator.nullsFirst(Comparator.naturalOrder());

    static Own of(VideoChanged change) {
      Instant updatedAt = change.updatedAt();
      return new Own(
          withoutRenders(change.members()),
          updatedAt == null ? null : TypedColumns.instant(updatedAt),
          TypedColumns.instant(change.eventAt()),
          id(change.accountId()),
          id(change.externalId()));
    }

    private static @Nullable String id(String text) {
      return text.isEmpty() ? null : TypedColumns.clean(text, 255);
    }

    boolean isNewerThan(Own other) {
      int order = TIME.compare(updatedAt, other.updatedAt);
      if (order == 0) {
        order = TIME.compare(eventAt, other.eventAt);
      }
      return order == 0 ? TieBreak.wins(withIds(), other.withIds()) : order > 0;
    }

    boolean looksLike(Own other) {
      return withIds().equals(other.withIds());
    }

    private JsonMembers withIds() {
      return JsonMembers.of(
          Map.of("ids", accountId + " " + externalId, "members", TieBreak.text(members)));
    }
  }
}
