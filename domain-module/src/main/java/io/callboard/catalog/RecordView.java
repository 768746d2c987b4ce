package io.callboard.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as readers see it. Typed fields are null where the provider gave none of that type;
 * {@link #attributes} keeps everything.
 */
public sealed interface RecordView {
  String source();

  /** The kind of a document; the record's own kind for all others. */
  String kind();

  String id();

  RecordState state();

  /** Counts the changes that readers saw. */
  long version();

  /** When Callboard last changed it. */
  Instant updatedAt();

  /** The event that last changed it. */
  UUID lastEvent();

  /** The provider's time of the deletion, null while the record is there. */
  @Nullable Instant deletedAt();

  /** The id that the record went to, null when it was not merged into another. */
  default @Nullable String mergedInto() {
    return null;
  }

  /** The provider's document, a JSON object; null where a list leaves it out. */
  @Nullable String attributes();

  /** Where a list goes on after this record. */
  default Position position() {
    return new Position(updatedAt(), source(), kind(), id());
  }

  /** A record's place in every list. */
  record Position(Instant updatedAt, String source, String kind, String id) {}

  /** An actor profile. */
  record ProfileView(
      String source,
      String id,
      RecordState state,
      long version,
      Instant updatedAt,
      UUID lastEvent,
      @Nullable Instant deletedAt,
      @Nullable String mergedInto,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String gender,
      @Nullable Integer yearOfBirth,
      @Nullable Integer height,
      @Nullable Integer actingAgeFrom,
      @Nullable Integer actingAgeTo,
      List<PictureView> pictures,
      List<ShowreelView> showreels,
      @Nullable String attributes)
      implements RecordView {
    public ProfileView {
      pictures = List.copyOf(pictures);
      showreels = List.copyOf(showreels);
    }

    @Override
    public String kind() {
      return "profile";
    }
  }

  /**
   * A picture of an actor, in the sizes that the provider has.
   *
   * @param main whether it stands for the profile
   */
  record PictureView(
      @Nullable String id,
      @Nullable String url,
      @Nullable String copyright,
      boolean main,
      @Nullable String original,
      @Nullable String large,
      @Nullable String thumb,
      @Nullable String thumbLarge) {}

  /**
   * A showreel of an actor.
   *
   * @param type the provider's word, such as {@code video}; {@code external} for one elsewhere
   */
  record ShowreelView(@Nullable String name, String url, @Nullable String type) {}

  /** An audio or video of a media platform; {@code duration} is in seconds. */
  record MediaView(
      String source,
      String id,
      RecordState state,
      long version,
      Instant updatedAt,
      UUID lastEvent,
      @Nullable Instant deletedAt,
      @Nullable String title,
      @Nullable String slug,
      @Nullable String type,
      @Nullable String status,
      @Nullable Boolean published,
      @Nullable Double duration,
      @Nullable Instant dateCreated,
      @Nullable Instant dateUpdated,
      @Nullable String attributes)
      implements RecordView {
    @Override
    public String kind() {
      return "media";
    }
  }

  /** Any other model of a provider. */
  record DocumentView(
      String source,
      String kind,
      String id,
      RecordState state,
      long version,
      Instant updatedAt,
      UUID lastEvent,
      @Nullable Instant deletedAt,
      @Nullable String attributes)
      implements RecordView {}

  /** A video made from a template, with what is known of its renders. */
  record VideoView(
      String source,
      String id,
      RecordState state,
      long version,
      Instant updatedAt,
      UUID lastEvent,
      @Nullable Instant deletedAt,
      @Nullable String name,
      @Nullable String templateId,
      @Nullable String accountId,
      @Nullable String externalId,
      @Nullable Boolean purchased,
      @Nullable Instant createdAt,
      List<RenderView> renders,
      @Nullable String attributes)
      implements RecordView {
    public VideoView {
      renders = List.copyOf(renders);
    }

    @Override
    public String kind() {
      return "video";
    }
  }

  /**
   * One rendering of a video.
   *
   * @param playable whether it succeeded and has a url; an url may be there before
   */
  record RenderView(
      String format,
      @Nullable String status,
      @Nullable String url,
      @Nullable Instant renderedAt,
      boolean playable) {}

  /** A customer's account; {@code externalId} is the partner's id of it. */
  record AccountView(
      String source,
      String id,
      RecordState state,
      long version,
      Instant updatedAt,
      UUID lastEvent,
      @Nullable Instant deletedAt,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String emailAddress,
      @Nullable String companyName,
      @Nullable String phone,
      @Nullable String city,
      @Nullable String region,
      @Nullable String externalId,
      @Nullable String attributes)
      implements RecordView {
    @Override
    public String kind() {
      return "account";
    }
  }
}
