package io.callboard.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.audit.Operator;
import io.callboard.security.Role;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ApiTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EVENING = NOON.plus(Duration.ofHours(8));

  private final TestDatabase database;

  ApiTokensTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void nothing() {
    database.empty();
  }

  @Test
  void aTokenIsGoodUntilItExpires() {
    TokenOutcome.Made made = make("backup", Role.VIEWER);

    assertThat(valid(NOON, made.token()))
        .hasValue(new TokenView("backup", Role.VIEWER, NOON, "zoe", EVENING));
    assertThat(valid(EVENING.minusMillis(1), made.token())).isPresent();
    assertThat(valid(EVENING, made.token())).isEmpty();
  }

  @Test
  void aTokenThatIsRevokedIsGoodNoMore() {
    TokenOutcome.Made made = make("backup", Role.VIEWER);

    assertThat(revoke("backup"))
        .contains(new TokenView("backup", Role.VIEWER, NOON, "zoe", EVENING));
    assertThat(revoke("backup")).isEmpty();
    assertThat(valid(NOON, made.token())).isEmpty();
  }

  @Test
  void nothingButItsHashIsKept() {
    TokenOutcome.Made made = make("backup", Role.VIEWER);

    assertThat(made.token()).matches("callboard_[A-Za-z0-9_-]{43}");
    assertThat(made.toString()).doesNotContain(made.token());
    assertThat(database.query("select hash from api_token"))
        .containsExactly(TokenSecret.hash(made.token()));
  }

  @Test
  void anotherTextIsNoToken() {
    TokenOutcome.Made made = make("backup", Role.ADMIN);

    assertThat(valid(NOON, made.token() + "x")).isEmpty();
    assertThat(valid(NOON, "backup")).isEmpty();
  }

  @Test
  void listsTokensByNameWithoutTheirText() {
    make("zoo", Role.OPERATOR);
    make("ark", Role.VIEWER);

    assertThat(list("", 1))
        .containsExactly(new TokenView("ark", Role.VIEWER, NOON, "zoe", EVENING));
    assertThat(list("ark", 5))
        .containsExactly(new TokenView("zoo", Role.OPERATOR, NOON, "zoe", EVENING));
    assertThat(find("zoo")).isPresent();
    assertThat(find("a:b")).isEmpty();
  }

  @Test
  void refusesANameThatIsTakenOrThatNobodyCanHave() {
    make("backup", Role.VIEWER);

    assertThat(outcome("backup", Role.ADMIN)).isInstanceOf(TokenOutcome.NameTaken.class);
    assertThatThrownBy(() -> make("a:b", Role.VIEWER)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMoreTokensThanThereMayBe() {
    database.run(
        em ->
            em.createNativeQuery(
                    "insert into api_token (name, role, hash, created_at, expires_at)"
                        + " select 'token-' || n, 'callboard-viewer',"
                        + " cast(cast(n as varchar(10)) as bytea), now(), now()"
                        + " from generate_series(1, 1000) as numbers(n)")
                .executeUpdate());

    assertThat(outcome("backup", Role.VIEWER)).isInstanceOf(TokenOutcome.TooMany.class);
  }

  private TokenOutcome.Made make(String name, Role role) {
    return (TokenOutcome.Made) outcome(name, role);
  }

  private TokenOutcome outcome(String name, Role role) {
    return tokens(NOON, tokens -> tokens.make(name, role, EVENING, new Operator("zoe", "local")));
  }

  private Optional<TokenView> valid(Instant now, String token) {
    return tokens(now, tokens -> tokens.valid(token));
  }

  private Optional<TokenView> find(String name) {
    return tokens(NOON, tokens -> tokens.find(name));
  }

  private List<TokenView> list(String after, int limit) {
    return tokens(NOON, tokens -> tokens.list(after, limit));
  }

  private Optional<TokenView> revoke(String name) {
    return tokens(NOON, tokens -> tokens.revoke(name));
  }

  private <T> T tokens(Instant now, Function<ApiTokens, T> work) {
    return database.inTransaction(
        em -> work.apply(new ApiTokens(em, Clock.fixed(now, ZoneOffset.UTC))));
  }
}
