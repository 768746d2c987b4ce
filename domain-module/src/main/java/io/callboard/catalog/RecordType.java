package io.callboard.catalog;

import io.callboard.catalog.RecordView.AccountView;
import io.callboard.catalog.RecordView.DocumentView;
import io.callboard.catalog.RecordView.MediaView;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.catalog.RecordView.VideoView;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * A type of records that can be listed.
 *
 * @param <V> a record of the type as readers see it
 */
public final class RecordType<V extends RecordView> {
  public static final RecordType<ProfileView> PROFILE = of(Profile.class, Profile::view);
  public static final RecordType<MediaView> MEDIA = of(Media.class, Media::view);
  public static final RecordType<VideoView> VIDEO = of(Video.class, Video::view);
  public static final RecordType<AccountView> ACCOUNT = of(Account.class, Account::view);

  /** All other models of a provider. */
  public static final RecordType<DocumentView> DOCUMENT = of(Document.class, Document::view);

  private final Lister<V> lister;

  private RecordType(Lister<V> lister) {
    this.lister = lister;
  }

  private static <R extends CatalogRecord, V extends RecordView> RecordType<V> of(
      Class<R> entity, Function<R, V> view) {
    return new RecordType<>(
        (entities, attributes) -> new RecordList<>(entities, entity, view, attributes));
  }

  /**
   * Returns the list of the records of this type.
   *
   * @param attributes whether it shows the providers' documents
   */
  RecordList<?, V> list(EntityManager entities, boolean attributes) {
    return lister.list(entities, attributes);
  }

  /** A factory of lists, which hides the entity's type. */
  private interface Lister<V extends RecordView> {
    RecordList<?, V> list(EntityManager entities, boolean attributes);
  }
}
