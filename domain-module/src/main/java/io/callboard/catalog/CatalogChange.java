package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change to one record, as one event describes it. Ids have 1 to {@value #MAX_ID} characters. */
public sealed interface CatalogChange {
  int MAX_ID = 255;

  /**
   * An update of an actor profile, which must be fetched; {@code created} is the event's time in
   * whole seconds.
   */
  record ProfileUpdated(String id, Instant created) implements CatalogChange {}

  /** A delete of an actor profile. At the same second it wins over an update. */
  record ProfileDeleted(String id, Instant created) implements CatalogChange {}

  /**
   * An actor profile as the provider's API returned it.
   *
   * @param updatedAt the profile's own {@code updated_at}, which orders fetched documents; null if
   *     it is missing or does not parse
   * @param complete whether no later event requested another fetch
   */
  record ProfileFetched(
      String id, @Nullable Instant updatedAt, JsonMembers members, boolean complete)
      implements CatalogChange {}

  /**
   * The answer of the provider's API that an actor profile is gone.
   *
   * @param mergedInto the id of the profile that it was merged into; null if it was deleted, or if
   *     that profile is erased
   * @param at the time of the fetch
   */
  record ProfileGone(String id, @Nullable String mergedInto, Instant at) implements CatalogChange {}

  /**
   * A report that an actor profile exists, from the provider's list or from a merge. The profile
   * must be fetched unless the stored one is as new.
   *
   * @param updatedAt the profile's own {@code updated_at}; null if it is unknown
   * @param merged whether another profile was merged into it; then a deleted one is not fetched,
   *     because two that name each other would be fetched forever
   */
  record ProfileReported(String id, @Nullable Instant updatedAt, boolean merged)
      implements CatalogChange {}

  /** A change of a document that must be fetched, because the event's content is not proven. */
  record DocumentAnnounced(String kind, String id) implements CatalogChange {}

  /**
   * A whole document as the provider's API returned it, which replaces the stored one.
   *
   * @param version epoch milliseconds: the document's {@code date_updated} if it parses, else
   *     {@code fetchedAt}
   * @param fetchedAt epoch milliseconds of the start of the fetch
   * @param complete whether no later event requested another fetch
   */
  record DocumentFetched(
      String kind, String id, long version, long fetchedAt, JsonMembers members, boolean complete)
      implements CatalogChange {}

  /**
   * A change of some members of a document. The {@code kind} {@code media} is stored in the media
   * table, any other kind as a document of that kind.
   *
   * @param version epoch milliseconds: the document's own time if it has one, else {@code date}; it
   *     orders members, and is bounded by {@code date}
   * @param date epoch milliseconds of the event, or of its arrival if it has no date; it alone
   *     orders presence, and it breaks ties between members
   */
  record DocumentChanged(
      String kind, String id, DocumentAction action, long version, long date, JsonMembers members)
      implements CatalogChange {}

  /**
   * A video as an event describes it.
   *
   * @param updatedAt the video's own {@code updatedAt}; null if it is missing or does not parse
   * @param eventAt the event's timestamp, which orders videos without {@code updatedAt} among
   *     themselves
   * @param accountId the account that owns the video; empty if the event names none
   * @param externalId the partner's id of that account; empty if the event names none
   * @param otherRenders JSON texts of the elements of {@code renders} that cannot be read as a
   *     render
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

    /** Creates a change in which all renders can be read. */
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
   * @param status not shown if it has more than {@value #MAX_STATUS} characters
   * @param url not shown if it has more than {@value #MAX_URL} characters
   * @param renderedAt null while the render is in progress
   * @param document the whole render as the provider wrote it
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
   * An account as an event describes it.
   *
   * @param externalId the partner's id of the account; empty if the event names none
   */
  record AccountChanged(String id, Instant eventAt, String externalId, JsonMembers members)
      implements CatalogChange {
    public AccountChanged(String id, Instant eventAt, JsonMembers members) {
      this(id, eventAt, "", members);
    }
  }

  /** A change that no record would show; {@code reason} is for the event log. */
  record NothingToApply(String reason) implements CatalogChange {}
}
