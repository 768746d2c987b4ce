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

  /**
   * Adds a condition. Its text must come from the program itself; values from outside must be
   * parameters.
   */
  public Conditions and(String text, Object... values) {
    texts.add(text);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds a condition with one parameter, unless the value is null. */
  public Conditions andIf(String text, @Nullable Object value) {
    return value == null ? this : and(text, value);
  }

  /** Returns the {@code where} clause with a leading space; an empty text without conditions. */
  public String where() {
    return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
  }

  /**
   * Sets the parameters, beginning with the statement's first one. Instants are truncated to the
   * microseconds that columns hold.
   */
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      statement.setObject(i + 1, value instanceof Instant time ? Statements.utc(time) : value);
    }
  }
}
