package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.DocumentFetched;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileFetched;
import io.callboard.catalog.CatalogChange.ProfileGone;
import io.callboard.catalog.CatalogChange.ProfileReported;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.fetch.queue.FetchSubject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The record that a change is about. Records are locked in the natural order of subjects. */
record Subject(Table table, String source, String kind, String id) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::table)
          .thenComparing(Subject::source)
          .thenComparing(Subject::kind)
          .thenComparing(Subject::id);

  /** The tables of records. */
  enum Table {
    ACCOUNT("account", Account.class),
    DOCUMENT("document", Document.class),
    MEDIA("media", Media.class),
    PROFILE("profile", Profile.class),
    VIDEO("video", Video.class);

    private final String sql;
    private final Class<? extends CatalogRecord> entity;

    Table(String sql, Class<? extends CatalogRecord> entity) {
      this.sql = sql;
      this.entity = entity;
    }

    /** Returns the name of the table in SQL. */
    String sql() {
      return sql;
    }

    Class<? extends CatalogRecord> entity() {
      return entity;
    }

    /** Returns the table of an entity. */
    static Table of(Class<? extends CatalogRecord> entity) {
      return Arrays.stream(values())
          .filter(table -> table.entity == entity)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(entity + " has no table"));
    }

    /** Returns the table with this name in SQL. */
    static Table named(String sql) {
      return Arrays.stream(values())
          .filter(table -> table.sql.equals(sql))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("there is no table " + sql));
    }

    /**
     * Returns the tables that may contain records of a kind. A provider's document may have a kind
     * that is also the name of a table.
     */
    static List<Table> holding(String kind) {
      return Arrays.stream(values())
          .filter(table -> table.sql.equals(kind) || table == ofKind(kind))
          .toList();
    }

    /** Returns the table of a document's kind. */
    static Table ofKind(String kind) {
      return kind.equals(Media.KIND) ? MEDIA : DOCUMENT;
    }
  }

  static Optional<Subject> of(String source, CatalogChange change) {
    return switch (change) {
      case ProfileUpdated c -> Optional.of(profile(source, c.id()));
      case ProfileDeleted c -> Optional.of(profile(source, c.id()));
      case ProfileFetched c -> Optional.of(profile(source, c.id()));
      case ProfileGone c -> Optional.of(profile(source, c.id()));
      case ProfileReported c -> Optional.of(profile(source, c.id()));
      case DocumentChanged c -> Optional.of(document(source, c.kind(), c.id()));
      case DocumentAnnounced c -> Optional.of(document(source, c.kind(), c.id()));
      case DocumentFetched c -> Optional.of(document(source, c.kind(), c.id()));
      case VideoChanged c -> Optional.of(new Subject(Table.VIDEO, source, Video.KIND, c.id()));
      case AccountChanged c ->
          Optional.of(new Subject(Table.ACCOUNT, source, Account.KIND, c.id()));
      case NothingToApply c -> Optional.empty();
    };
  }

  static Subject profile(String source, String id) {
    return new Subject(Table.PROFILE, source, Profile.KIND, id);
  }

  private static Subject document(String source, String kind, String id) {
    return new Subject(Table.ofKind(kind), source, kind, id);
  }

  /** Returns the subject of a fetch of the record. */
  FetchSubject ofFetch() {
    return new FetchSubject(source, kind, id);
  }

  /** Returns the subject without its id, which all subjects of its source and kind share. */
  Subject group() {
    return withId("");
  }

  Subject withId(String other) {
    return new Subject(table, source, kind, other);
  }

  /** Returns a new record without content. */
  CatalogRecord blank() {
    return switch (table) {
      case ACCOUNT -> new Account(source, id);
      case DOCUMENT -> new Document(source, kind, id);
      case MEDIA -> new Media(source, id);
      case PROFILE -> new Profile(source, id);
      case VIDEO -> new Video(source, id);
    };
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
