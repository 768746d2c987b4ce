package io.callboard.privacy;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The export of the data stored about one record as one JSON object: rows column by column, bodies
 * in base64. Only one large row is in memory at a time.
 */
@Dependent
public class Dossiers {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          // An export that an error ends must stay invalid JSON.
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final Statements statements;
  private final DossierRows rows;

  @Inject
  public Dossiers(EntityManager entities, DossierRows rows) {
    this.statements = new Statements(entities);
    this.rows = rows;
  }

  /** Returns the record if any data about it is stored; in the caller's transaction. */
  public Optional<Dossier> find(String source, String kind, String id) {
    Dossier dossier =
        new Dossier(
            kind,
            source,
            id,
            LegalHolds.hold(statements, source, kind, id),
            new UnparsedBodies(statements).rejections(source, new Mention(id)));
    boolean known = dossier.onHold() || !dossier.rejections().isEmpty() || rows.any(dossier);
    return Optional.of(dossier).filter(found -> known);
  }

  /**
   * Writes the export. A failure leaves the JSON object without its end.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public void write(Dossier dossier, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("kind", dossier.kind());
      json.writeStringField("source", dossier.source());
      json.writeStringField("id", dossier.id());
      json.writeBooleanField("onHold", dossier.onHold());
      json.writeArrayFieldStart("records");
      write(rows.document(dossier), json);
      write(rows.record(dossier), json);
      json.writeEndArray();
      list("renders", rows.renders(dossier), json);
      events(dossier, json);
      json.writeArrayFieldStart("rejections");
      for (UUID rejection : dossier.rejections()) {
        write(rows.rejection(rejection), json);
      }
      json.writeEndArray();
      list("fetchRequests", rows.fetchRequests(dossier), json);
      changes(dossier, json);
      json.writeEndObject();
    }
  }

  private void events(Dossier dossier, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("events");
    List<UUID> ids = rows.eventIds(dossier, new UUID(0, 0));
    while (!ids.isEmpty()) {
      for (UUID id : ids) {
        write(rows.event(id), json);
      }
      ids = rows.eventIds(dossier, ids.getLast());
    }
    json.writeEndArray();
  }

  private void changes(Dossier dossier, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("changes");
    List<DossierRow> changes = rows.changes(dossier, 0);
    while (!changes.isEmpty()) {
      for (DossierRow change : changes) {
        change.write(json);
      }
      changes = rows.changes(dossier, changes.getLast().number("seq"));
    }
    json.writeEndArray();
  }

  private static void list(String name, List<DossierRow> rows, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (DossierRow row : rows) {
      row.write(json);
    }
    json.writeEndArray();
  }

  private static void write(Optional<DossierRow> row, JsonGenerator json) throws IOException {
    if (row.isPresent()) {
      row.get().write(json);
    }
  }
}
