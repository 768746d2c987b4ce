package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.json.JsonMembers;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;

/** A model without a table of its own, such as a category or a purchase. */
@Entity
@Table(name = "document")
class Document extends MemberwiseRecord {
  /** Members that name a document in the known models. */
  private static final List<String> SEARCHED =
      List.of("title", "name", "slug", "code", "first_name", "last_name", "email", "description");

  @EmbeddedId private DocumentKey key;

  protected Document() {}

  Document(String source, String kind, String id) {
    this.key = new DocumentKey(source, kind, id);
  }

  @Override
  Presence presence(DocumentChanged change) {
    return Presence.THERE;
  }

  @Override
  void describe(JsonMembers attributes) {
    searchable(
        SEARCHED.stream()
            .map(name -> TypedColumns.text(attributes, name, TypedColumns.SEARCH))
            .toArray(String[]::new));
  }

  @Override
  String id() {
    return key.id();
  }

  @Override
  RecordView.DocumentView view() {
    return new RecordView.DocumentView(
        key.source(),
        key.kind(),
        key.id(),
        state(),
        version(),
        updatedAt(),
        lastEvent(),
        deletedAt(),
        attributes());
  }
}
