package io.callboard.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query, joined by {@code and}, with their parameters in order. */
public final class Conditions {
  private final List<String> texts = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds a condition. Texts are the program's own; whatever comes from outside is a parameter. */
  public Conditions and(String text, Object... values) {
    texts.add(text);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds a condition on a value, if there is one. */
  public Conditions andIf(String text, @Nullable Object value) {
    return value == null ? this : and(text, value);
  }

  /** The where clause, with a space before it; empty without conditions. */
  public String where() {
    return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
  }

  /** Sets the parameters, from the statement's first one on; an instant as columns hold it. */
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      statement.setObject(i + 1, value instanceof Instant time ? Statements.utc(time) : value);
    }
  }
}
