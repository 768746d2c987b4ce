package io.callboard.catalog;

import io.callboard.catalog.RecordView.AccountView;
import io.callboard.catalog.RecordView.DocumentView;
import io.callboard.catalog.RecordView.MediaView;
import io.callboard.catalog.RecordView.Position;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.catalog.RecordView.VideoView;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/**
 * Queries for current records: lookups, and lists in the order of the last change, paged by the
 * position of the last record seen.
 *
 * <p>A lookup also returns deleted records, with their state. Lists omit deleted records and the
 * providers' documents unless requested.
 */
@ApplicationScoped
@Transactional
@Reading
public class CatalogSearch {
  private static final Map<String, Object> READ_ONLY = Map.of(HibernateHints.HINT_READ_ONLY, true);

  private final EntityManager entities;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected CatalogSearch() {
    this.entities = null;
  }

  @Inject
  public CatalogSearch(EntityManager entities) {
    this.entities = entities;
  }

  public Optional<ProfileView> profile(String source, String id) {
    return Optional.ofNullable(find(Profile.class, new RecordKey(source, id))).map(Profile::view);
  }

  public Optional<MediaView> media(String source, String id) {
    return Optional.ofNullable(find(Media.class, new RecordKey(source, id))).map(Media::view);
  }

  public Optional<DocumentView> document(String source, String kind, String id) {
    return Optional.ofNullable(find(Document.class, new DocumentKey(source, kind, id)))
        .map(Document::view);
  }

  public Optional<VideoView> video(String source, String id) {
    Optional<Video> video = Optional.ofNullable(find(Video.class, new RecordKey(source, id)));
    video.ifPresent(found -> Renders.addTo(List.of(found), entities));
    return video.map(Video::view);
  }

  public Optional<AccountView> account(String source, String id) {
    return Optional.ofNullable(find(Account.class, new RecordKey(source, id))).map(Account::view);
  }

  /** Returns a page of the records of a type, after the position if there is one. */
  public <V extends RecordView> Slice<V> list(
      RecordType<V> type,
      RecordFilter filter,
      @Nullable Position after,
      int limit,
      boolean attributes) {
    return type.list(entities, attributes).page(filter, after, limit);
  }

  private <R extends CatalogRecord> @Nullable R find(Class<R> type, Object key) {
    return entities.find(type, key, READ_ONLY);
  }
}
