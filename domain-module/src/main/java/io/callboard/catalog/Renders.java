package io.callboard.catalog;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reader of stored renders, without which a video is incomplete. */
final class Renders {
  private Renders() {}

  /** Adds the stored renders to those records that are videos. */
  static void addTo(Collection<? extends CatalogRecord> records, EntityManager entities) {
    List<Video> videos =
        records.stream().filter(Video.class::isInstance).map(Video.class::cast).toList();
    Map<String, List<Video>> sources =
        videos.stream().collect(Collectors.groupingBy(video -> video.key().source()));
    sources.forEach((source, ofSource) -> addTo(source, ofSource, entities));
  }

  private static void addTo(String source, List<Video> videos, EntityManager entities) {
    Map<String, List<Render>> renders =
        entities
            .createQuery(
                "select r from Render r where r.key.source = :source and r.key.videoId in :ids",
                Render.class)
            .setParameter("source", source)
            .setParameter("ids", videos.stream().map(Video::id).toList())
            .getResultList()
            .stream()
            .collect(Collectors.groupingBy(Render::videoId));
    videos.forEach(video -> video.with(renders.getOrDefault(video.id(), List.of())));
  }
}
