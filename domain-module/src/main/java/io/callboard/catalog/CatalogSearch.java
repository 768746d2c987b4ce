package io.callboard.catalog;

import io.callboard.catalog.RecordView.AccountView;
import io.callboard.catalog.RecordView.DocumentView;
import io.callboard.catalog.RecordView.MediaView;
import io.callboard.catalog.RecordView.Position;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.catalog.RecordView.VideoView;
import io.callboard.persistence.KnownSources;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/**
 * Reads current records: single ones, and lists in the order of their last change, paged by the
 * position of the last one seen.
 *
 * <p>A lookup gives deleted records too, with their state; lists leave them out unless asked.
 */
@ApplicationScoped
@Transactional
public class CatalogSearch {
  private static final Map<String, Object> READ_ONLY = Map.of(HibernateHints.HINT_READ_ONLY, true);

  private final EntityManager entities;
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected CatalogSearch() {
    this.entities = null;
    this.statements = null;
  }

  @Inject
  public CatalogSearch(EntityManager entities) {
    this.entities = entities;
    this.statements = new Statements(entities);
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

  /** At most {@code limit} profiles, from the position on when there is one. */
  public List<ProfileView> profiles(RecordFilter filter, @Nullable Position after, int limit) {
    return list(Profile.class, filter, after, limit).stream().map(Profile::view).toList();
  }

  /** At most {@code limit} media, from the position on when there is one. */
  public List<MediaView> media(RecordFilter filter, @Nullable Position after, int limit) {
    return list(Media.class, filter, after, limit).stream().map(Media::view).toList();
  }

  /** At most {@code limit} documents, from the position on when there is one. */
  public List<DocumentView> documents(RecordFilter filter, @Nullable Position after, int limit) {
    return list(Document.class, filter, after, limit).stream().map(Document::view).toList();
  }

  /** At most {@code limit} videos, from the position on when there is one. */
  public List<VideoView> videos(RecordFilter filter, @Nullable Position after, int limit) {
    List<Video> videos = list(Video.class, filter, after, limit);
    Renders.addTo(videos, entities);
    return videos.stream().map(Video::view).toList();
  }

  /** At most {@code limit} accounts, from the position on when there is one. */
  public List<AccountView> accounts(RecordFilter filter, @Nullable Position after, int limit) {
    return list(Account.class, filter, after, limit).stream().map(Account::view).toList();
  }

  private <R extends CatalogRecord> @Nullable R find(Class<R> type, Object key) {
    return entities.find(type, key, READ_ONLY);
  }

  private <R extends CatalogRecord> List<R> list(
      Class<R> type, RecordFilter filter, @Nullable Position after, int limit) {
    Comparator<CatalogRecord> oldestFirst = Comparator.comparing(CatalogRecord::updatedAt);
    return perIndex(type, filter)
        .flatMap(asked -> ofIndex(type, asked, after, limit).stream())
        .sorted(filter.oldestFirst() ? oldestFirst : oldestFirst.reversed())
        .limit(limit)
        .toList();
  }

  /**
   * A filter as the indexes can answer it, which begin with the source, the id or a document's
   * kind. Sources come in the order of the list, in which sorting leaves what changed at one time.
   */
  private Stream<RecordFilter> perIndex(Class<? extends CatalogRecord> type, RecordFilter filter) {
    boolean ofKind = type == Document.class && filter.kind() != null;
    if (filter.source() != null || filter.id() != null || ofKind) {
      return Stream.of(filter);
    }
    List<String> sources = KnownSources.in(statements);
    return (filter.oldestFirst() ? sources : sources.reversed()).stream().map(filter::of);
  }

  private <R extends CatalogRecord> List<R> ofIndex(
      Class<R> type, RecordFilter filter, @Nullable Position after, int limit) {
    Listing listing = new Listing(type, filter, after);
    TypedQuery<R> query = entities.createQuery(listing.jpql(), type);
    listing.parameters().forEach(query::setParameter);
    return query.setHint(HibernateHints.HINT_READ_ONLY, true).setMaxResults(limit).getResultList();
  }
}
