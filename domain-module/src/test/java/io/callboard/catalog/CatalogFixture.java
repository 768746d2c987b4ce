package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A catalog on a test database. Its clock moves on by a second with every bundle. */
final class CatalogFixture {
  static final String SOURCE = "test";

  private final TestDatabase database;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  CatalogFixture(TestDatabase database) {
    this.database = database;
    database.empty();
  }

  /** Applies each change in a bundle of its own. */
  List<Outcome> applyOneByOne(List<? extends CatalogChange> changes) {
    return changes.stream().map(change -> apply(List.of(change)).getFirst()).toList();
  }

  /** Applies a change to a record of another source, at the time of the last bundle. */
  void applyBeside(String source, CatalogChange change) {
    apply(source, List.of(change));
  }

  Outcome apply(CatalogChange change) {
    return apply(List.of(change)).getFirst();
  }

  /** Applies changes as one bundle and returns their outcomes in order. */
  List<Outcome> apply(List<? extends CatalogChange> changes) {
    now = now.plusSeconds(1);
    return apply(SOURCE, changes);
  }

  private List<Outcome> apply(String source, List<? extends CatalogChange> changes) {
    List<Pending> bundle = new ArrayList<>();
    for (CatalogChange change : changes) {
      bundle.add(new Pending(UUID.randomUUID(), source, now, change));
    }
    var outcomes = database.inTransaction(entities -> apply(entities, source, bundle));
    return bundle.stream().map(pending -> outcomes.get(pending.event())).toList();
  }

  /** Applies a bundle as settlement does, which makes the source known. */
  private Map<UUID, Outcome> apply(EntityManager entities, String source, List<Pending> bundle) {
    var outcomes = new Catalog(entities, Clock.fixed(now, ZoneOffset.UTC)).apply(bundle);
    new Ledger(entities).add(new TreeMap<>(Map.of(source, new Tally())));
    return outcomes;
  }

  <T> T search(Function<CatalogSearch, T> question) {
    return database.inTransaction(entities -> question.apply(new CatalogSearch(entities)));
  }

  <T> List<T> list(Function<CatalogSearch, List<T>> question) {
    return search(question);
  }

  boolean has(Function<CatalogSearch, Optional<?>> question) {
    return search(question).isPresent();
  }

  /** Returns the actions of the change feed, oldest first. */
  List<Object> actions() {
    return database.query("select action from record_change order by seq");
  }

  Instant now() {
    return now;
  }

  static JsonMembers json(@Nullable String json) {
    Objects.requireNonNull(json, "there is no document");
    try {
      return JsonMembers.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Returns a render and the matching document. */
  static RenderChange render(
      String format, @Nullable String status, @Nullable String url, @Nullable Instant renderedAt) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("format", JsonMembers.quote(format));
    members.put("status", status == null ? "null" : JsonMembers.quote(status));
    members.put("url", url == null ? "null" : JsonMembers.quote(url));
    members.put("renderedAt", renderedAt == null ? "null" : JsonMembers.quote(renderedAt + ""));
    return new RenderChange(format, status, url, renderedAt, JsonMembers.of(members));
  }

  static DocumentChanged media(DocumentAction action, long version, long date, String json) {
    return new DocumentChanged("media", "m1", action, version, date, json(json));
  }
}
