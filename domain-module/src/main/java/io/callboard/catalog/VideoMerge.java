package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.catalog.Effect.Extent;
import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event merged into a video in memory. The video's own members come from the newest event, and
 * each render from the newest event for its format. The merged document has every render as the
 * provider wrote it, then the newest event's elements that are not renders.
 */
final class VideoMerge {
  static final String RENDERS = "renders";

  private final VideoChanged change;
  private final Map<String, Render> rows;
  private final SortedMap<String, JsonMembers> texts = new TreeMap<>();
  private final Map<String, Render> replaced = new LinkedHashMap<>();
  private final Own known;
  private final Own incoming;
  private final boolean newer;
  private Extent extent;

  /**
   * The parts of a video that are not its renders.
   *
   * @param others JSON texts of the elements of {@code renders} that have no row
   */
  private record Own(JsonMembers members, List<String> others, EventOrder order) {

    boolean isNewerThan(Own other) {
      int compared = order.compareTo(other.order);
      return compared == 0 ? TieBreak.wins(whole(), other.whole()) : compared > 0;
    }

    boolean looksLike(Own other) {
      return members.equals(other.members) && others.equals(other.others);
    }

    private JsonMembers whole() {
      return JsonMembers.of(
          Map.of("members", TieBreak.text(members), "others", String.join(",", others)));
    }
  }

  /**
   * Merges an event with the stored video, which does not change.
   *
   * @param order the order of the newest event so far; null if there was none
   */
  VideoMerge(
      VideoChanged change,
      RecordKey key,
      JsonMembers document,
      Map<String, Render> rows,
      @Nullable EventOrder order) {
    this.change = change;
    this.rows = rows;
    this.known =
        new Own(without(document), read(document), order == null ? EventOrder.OLDEST : order);
    List<String> others = new ArrayList<>(change.otherRenders());
    this.extent = Extent.NOTHING;
    change.renders().forEach(render -> merge(render, key, others));
    this.incoming = new Own(without(change.members()), others, order(change));
    this.newer = order == null || incoming.isNewerThan(known);
    if (newer) {
      Extent own = order == null || !incoming.looksLike(known) ? Extent.RECORD : Extent.BOOKKEEPING;
      this.extent = extent.or(own);
    }
  }

  static EventOrder order(VideoChanged change) {
    return EventOrder.ofWhole(time(change.updatedAt()), TypedColumns.instant(change.eventAt()));
  }

  static @Nullable Instant time(@Nullable Instant updatedAt) {
    return updatedAt == null ? null : TypedColumns.instant(updatedAt);
  }

  /** Keeps the texts of renders that have a row, and returns the other elements. */
  private List<String> read(JsonMembers document) {
    List<String> others = new ArrayList<>();
    for (String element : document.elements(RENDERS)) {
      JsonMembers render =
          JsonMembers.of(Map.of(RENDERS, element)).object(RENDERS).orElse(JsonMembers.NONE);
      String format = render.string("format").orElse("");
      if (rows.containsKey(format)) {
        texts.put(format, render);
      } else {
        others.add(element);
      }
    }
    rows.values().forEach(row -> texts.putIfAbsent(row.format(), row.document()));
    return others;
  }

  private void merge(RenderChange render, RecordKey key, List<String> others) {
    Render candidate = new Render(key, render, time(change.updatedAt()));
    String format = candidate.format();
    Render row = replaced.getOrDefault(format, rows.get(format));
    if (row == null && formats().size() >= Video.MAX_RENDERS) {
      others.add(render.document().toString());
    } else if (row == null || isNewer(candidate, render.document(), row)) {
      JsonMembers before = texts.put(format, render.document());
      boolean alike = row != null && candidate.looksLike(row) && render.document().equals(before);
      extent = extent.or(alike ? Extent.BOOKKEEPING : Extent.RECORD);
      replaced.put(format, candidate);
    }
  }

  private Set<String> formats() {
    Set<String> formats = new LinkedHashSet<>(rows.keySet());
    formats.addAll(replaced.keySet());
    return formats;
  }

  private boolean isNewer(Render candidate, JsonMembers text, Render row) {
    int age = candidate.compareAge(row);
    JsonMembers known = texts.getOrDefault(row.format(), JsonMembers.NONE);
    return age == 0 ? TieBreak.wins(text, known) : age > 0;
  }

  private static JsonMembers without(JsonMembers members) {
    Map<String, String> texts = new LinkedHashMap<>();
    members.names().stream()
        .filter(name -> !name.equals(RENDERS))
        .forEach(name -> members.text(name).ifPresent(text -> texts.put(name, text)));
    return JsonMembers.of(texts);
  }

  /** Returns whether the video's own members come from the event. */
  boolean isNewer() {
    return newer;
  }

  /** Returns how much of the video the event changes, its renders included. */
  Extent extent() {
    return extent;
  }

  /** Returns the renders that the event replaces, by format. */
  Map<String, Render> replaced() {
    return replaced;
  }

  /** Returns the whole document after the event. */
  JsonMembers document() {
    Own own = newer ? incoming : known;
    Map<String, String> members = new LinkedHashMap<>();
    own.members()
        .names()
        .forEach(name -> own.members().text(name).ifPresent(text -> members.put(name, text)));
    List<String> renders = new ArrayList<>();
    texts.values().forEach(text -> renders.add(text.toString()));
    renders.addAll(own.others());
    members.put(RENDERS, "[" + String.join(",", renders) + "]");
    return JsonMembers.of(members);
  }
}
