package io.callboard.security.token;

import io.callboard.audit.Operator;
import io.callboard.persistence.Statements;
import io.callboard.security.Role;
import io.callboard.security.Users;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The API tokens, at most {@value #MAX_TOKENS} including expired ones. */
@Dependent
@Transactional
public class ApiTokens {
  public static final int MAX_TOKENS = 1_000;

  private static final String COLUMNS =
      "select name, role, created_at, created_by, expires_at from api_token";

  private final Statements statements;
  private final Clock clock;

  @Inject
  public ApiTokens(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Returns tokens in the order of their names, beginning after {@code after}. */
  public List<TokenView> list(String after, int limit) {
    return statements.query(
        COLUMNS + " where name > ? order by name fetch first ? rows only",
        statement -> {
          statement.setString(1, after);
          statement.setInt(2, limit);
        },
        ApiTokens::view);
  }

  /** Returns one token. */
  public Optional<TokenView> find(String name) {
    return Users.isName(name)
        ? statements
            .query(
                COLUMNS + " where name = ?",
                statement -> statement.setString(1, name),
                ApiTokens::view)
            .stream()
            .findFirst()
        : Optional.empty();
  }

  /**
   * Creates a token.
   *
   * @param name a name that a user may have
   * @param expiresAt the end of its validity
   * @param by the operator who creates it
   */
  public TokenOutcome make(String name, Role role, Instant expiresAt, Operator by) {
    if (!Users.isName(name)) {
      throw new IllegalArgumentException("expected a name that a token may have");
    }
    if (count() >= MAX_TOKENS) {
      return new TokenOutcome.TooMany();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end = expiresAt.truncatedTo(ChronoUnit.MICROS);
    TokenView view = new TokenView(name, role, now, by.name(), end);
    String token = TokenSecret.generate();
    return inserted(view, TokenSecret.hash(token))
        ? new TokenOutcome.Made(view, token)
        : new TokenOutcome.NameTaken();
  }

  private boolean inserted(TokenView view, byte[] hash) {
    return statements.update(
            "insert into api_token (name, role, hash, created_at, created_by, expires_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            statement -> {
              statement.setString(1, view.name());
              statement.setString(2, view.role().word());
              statement.setBytes(3, hash);
              Statements.time(statement, 4, view.createdAt());
              statement.setString(5, view.createdBy());
              Statements.time(statement, 6, view.expiresAt());
            })
        == 1;
  }

  /** Revokes a token at once on every node, and returns it; empty if no token has the name. */
  public Optional<TokenView> revoke(String name) {
    return find(name)
        .filter(
            token ->
                statements.update(
                        "delete from api_token where name = ?",
                        statement -> statement.setString(1, name))
                    == 1);
  }

  /**
   * Returns the token with this text; empty if there is none or it has expired. It is found by its
   * hash, so the time of the comparison reveals nothing about the text.
   */
  Optional<TokenView> valid(String token) {
    return statements
        .query(
            COLUMNS + " where hash = ?",
            statement -> statement.setBytes(1, TokenSecret.hash(token)),
            ApiTokens::view)
        .stream()
        .filter(view -> clock.instant().isBefore(view.expiresAt()))
        .findFirst();
  }

  private long count() {
    return statements
        .query("select count(*) from api_token", statement -> {}, row -> row.getLong(1))
        .getFirst();
  }

  private static TokenView view(ResultSet row) throws SQLException {
    return new TokenView(
        row.getString(1),
        Role.of(row.getString(2)).orElse(Role.VIEWER),
        Statements.time(row, 3),
        row.getString(4),
        Statements.time(row, 5));
  }
}
