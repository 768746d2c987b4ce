package io.callboard.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as readers see it. A typed field is null if the provider sent no value of that type;
 * {@link #attributes} has all values.
 */
public sealed interface RecordView {
  String source();

  /** Returns the kind of a document; all other records have a fixed kind. */
  String kind();

  String id();

  RecordState state();

  /** Returns the number of changes that readers could see. */
  long version();

  /** Returns when Callboard last changed the record. */
  Instant updatedAt();

  /** Returns the event that last changed the record. */
  UUID lastEvent();

  /** Returns the provider's time of the deletion; null if the record is not deleted. */
  @Nullable Instant deletedAt();

  /** Returns the id of the record that it was merged into; null if it was not merged. */
  default @Nullable String mergedInto() {
    return null;
  }

  /** Returns the provider's document, a JSON object; null if a list omits it. */
  @Nullable String attributes();

  /** Returns the position of this record, after which a list continues. */
  default Position position() {
    return new Position(updatedAt(), source(), kind(), id());
  }

  /** The place of a record in every list. */
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
   * A picture of an actor, in the provider's sizes.
   *
   * @param main whether it is the main picture of the profile
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
   * @param type the provider's word, such as {@code video}; {@code external} for one on another
   *     site
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

  /** A video made from a template, with its known renders. */
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
   * One render of a video.
   *
   * @param playable whether it succeeded and has a URL; the URL may be set earlier
   */
  record RenderView(
      String format,
      @Nullable String status,
      @Nullable String url,
      @Nullable Instant renderedAt,
      boolean playable) {}

  /** A customer's account; {@code externalId} is the partner's id for it. */
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
