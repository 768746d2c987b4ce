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
   * @param version epoch milliseconds: the document's own time where it has one, else {@code date};
   *     it orders members, and counts as {@code date} when it is later
   * @param date epoch milliseconds of the event, or of arrival without one: it alone orders what is
   *     said about presence, and it breaks ties between members
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
   * @param accountId of the account that it belongs to, empty when the event does not name one
   * @param externalId the partner's id of that account, empty when the event does not name one
   * @param otherRenders JSON texts of what stands among the renders and cannot be read as one
   */
  record VideoChanged(
      String id,
      @Nullable Instant updatedAt,
      Instant eventAt,
      String accountId,
      String externalId,
      JsonMembers members,
      List<RenderChange> renders,
      List<String> otherRenders)
      implements CatalogChange {
    public VideoChanged {
      renders = List.copyOf(renders);
      otherRenders = List.copyOf(otherRenders);
    }

    /** Of a video among whose renders nothing else stands. */
    public VideoChanged(
        String id,
        @Nullable Instant updatedAt,
        Instant eventAt,
        String accountId,
        String externalId,
        JsonMembers members,
        List<RenderChange> renders) {
      this(id, updatedAt, eventAt, accountId, externalId, members, renders, List.of());
    }
  }

  /**
   * One render of a video.
   *
   * @param format of 1 to {@value #MAX_FORMAT} characters
   * @param status not shown when it has more than {@value #MAX_STATUS} characters
   * @param url not offered when it has more than {@value #MAX_URL} characters
   * @param renderedAt null while it is in progress
   * @param document the whole render as the provider writes it
   */
  record RenderChange(
      String format,
      @Nullable String status,
      @Nullable String url,
      @Nullable Instant renderedAt,
      JsonMembers document) {
    public static final int MAX_FORMAT = 100;
    public static final int MAX_STATUS = 40;
    public static final int MAX_URL = 4_000;
  }

  /**
   * An account as an event tells it.
   *
   * @param externalId the partner's id of it, empty when the event does not name one
   */
  record AccountChanged(String id, Instant eventAt, String externalId, JsonMembers members)
      implements CatalogChange {
    public AccountChanged(String id, Instant eventAt, JsonMembers members) {
      this(id, eventAt, "", members);
    }
  }

  /** Nothing that records would show; {@code reason} says why, for the event log. */
  record NothingToApply(String reason) implements CatalogChange {}
}
