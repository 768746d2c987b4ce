package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about one record, in the words of the catalog. Ids have 1 to {@value #MAX_ID}
 * characters.
 */
public sealed interface CatalogChange {
  int MAX_ID = 255;

  /**
   * An actor profile changed at the provider and must be fetched; {@code created} is the event's
   * second.
   */
  record ProfileUpdated(String id, Instant created) implements CatalogChange {}

  /** An actor profile is gone. At the same second this beats an update. */
  record ProfileDeleted(String id, Instant created) implements CatalogChange {}

  /**
   * An actor profile as the provider's API told it.
   *
   * @param updatedAt the profile's own {@code updated_at}, which orders fetched documents; null
   *     when it has none that parses
   * @param complete whether no later event asks for another fetch
   */
  record ProfileFetched(
      String id, @Nullable Instant updatedAt, JsonMembers members, boolean complete)
      implements CatalogChange {}

  /**
   * The provider's API said that an actor profile is gone.
   *
   * @param mergedInto the id of the profile that it became, null when it was deleted
   * @param at when the API said so
   */
  record ProfileGone(String id, @Nullable String mergedInto, Instant at) implements CatalogChange {}

  /**
   * An actor profile is there, as the provider's list or a merge told, and must be fetched unless
   * it is known to be as new.
   *
   * @param updatedAt the profile's own {@code updated_at}, null when nobody said it
   * @param merged whether another was merged into it: then one that is gone is not asked for, or
   *     two that name each other would be fetched for ever
   */
  record ProfileReported(String id, @Nullable Instant updatedAt, boolean merged)
      implements CatalogChange {}

  /**
   * A document changed at the provider and must be fetched, because what the event says of it is
   * not proven.
   */
  record DocumentAnnounced(String kind, String id) implements CatalogChange {}

  /**
   * A whole document as the provider's API told it: it replaces what is known.
   *
   * @param version epoch milliseconds: the document's {@code date_updated} where it parses, else
   *     {@code fetchedAt}
   * @param fetchedAt epoch milliseconds: when the fetch began
   * @param complete whether no later event asks for another fetch
   */
  record DocumentFetched(
      String kind, String id, long version, long fetchedAt, JsonMembers members, boolean complete)
      implements CatalogChange {}

  /**
   * Some members of a document. {@code kind} {@code media} is the media table, any other a document
   * of that kind.
   *
   * @param version epoch milliseconds: {@code data.date_updated} where it parses, else the
   *     signature's date
   * @param date epoch milliseconds of the signature, or of arrival without one; breaks ties
   */
  record DocumentChanged(
      String kind, String id, DocumentAction action, long version, long date, JsonMembers members)
      implements CatalogChange {}

  /**
   * A video as an event tells it.
   *
   * @param updatedAt the video's own {@code updatedAt}, null when it has none that parses
   * @param eventAt the event's timestamp, which orders videos without {@code updatedAt} among
   *     themselves
   */
  record VideoChanged(
      String id,
      @Nullable Instant updatedAt,
      Instant eventAt,
      String accountId,
      String externalId,
      JsonMembers members,
      List<RenderChange> renders)
      implements CatalogChange {
    public VideoChanged {
      renders = List.copyOf(renders);
    }
  }

  /** One render of a video; {@code renderedAt} is null while it is in progress. */
  record RenderChange(
      String format, String status, @Nullable String url, @Nullable Instant renderedAt) {}

  /** An account as an event tells it. */
  record AccountChanged(String id, Instant eventAt, JsonMembers members) implements CatalogChange {}

  /** Nothing that records would show; {@code reason} says why, for the event log. */
  record NothingToApply(String reason) implements CatalogChange {}
}
