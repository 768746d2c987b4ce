package io.callboard.provider.filmmakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Provider;
import io.callboard.provider.ProviderContract;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmmakersProviderTest extends ProviderContract {
  private static final Instant CREATED = Instant.ofEpochSecond(1633887337);

  @Override
  protected Provider provider() {
    return new FilmmakersProvider();
  }

  @Override
  protected SignedRequest signed(String secret, Instant at) {
    return SignedRequests.filmmakers(secret, "actor_profile.updated", "123", CREATED, at);
  }

  private Translation translate(String body) throws UnusableEvent {
    return provider()
        .translate(
            Deliveries.proven(
                Deliveries.of(SignedRequests.filmmakers("k", body, NOW), NOW), "body"),
            source());
  }

  @Test
  void translatesAnUpdate() throws UnusableEvent {
    assertThat(
            translate(
                "{\"type\":\"actor_profile.updated\",\"created\":1633887337,\"data\":{\"id\":123}}"))
        .isEqualTo(
            new Translation(
                "actor_profile.updated",
                "profile",
                "123",
                CREATED,
                new SameKey("actor_profile.updated|123|1633887337", OtherContent.DUPLICATE),
                new ProfileUpdated("123", CREATED)));
  }

  @Test
  void arrivalCountsForADeletionFromTheFuture() throws UnusableEvent {
    String body = "{\"type\":\"Actor_Profile.Deleted\",\"created\":%d,\"data\":{\"id\":1}}";
    long near = NOW.plusSeconds(300).getEpochSecond();

    assertThat(translate(body.formatted(near)).change())
        .isEqualTo(new ProfileDeleted("1", Instant.ofEpochSecond(near)));
    assertThat(translate(body.formatted(near + 1)).change())
        .isEqualTo(new ProfileDeleted("1", NOW));
    assertThat(translate(body.formatted(near + 1)).occurredAt())
        .isEqualTo(Instant.ofEpochSecond(near + 1));
  }

  @Test
  void translatesADeletionWhoseIdIsText() throws UnusableEvent {
    assertThat(
            translate(
                    "{\"type\":\"actor_profile.deleted\",\"created\":1633887337,\"data\":{\"id\":\"0123\"}}")
                .change())
        .isEqualTo(new ProfileDeleted("0123", CREATED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"actor_profile.merged\",\"created\":1633887337,\"data\":{\"id\":123}}",
        "{\"type\":\"casting.opened\"}",
        "{\"type\":\"x\",\"created\":9e99,\"data\":7}"
      })
  void findsNothingToApplyInAnUnknownType(String body) throws UnusableEvent {
    Translation translation = translate(body);

    assertThat(translation.change()).isInstanceOf(NothingToApply.class);
    assertThat(translation.key()).isEqualTo(translate(body).key());
    assertThat(translation.key()).isNotEqualTo(translate(body + " ").key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":-1}",
        "{\"id\":1.0}",
        "{\"id\":1e3}",
        "{\"id\":\"\"}",
        "{\"id\":\"12a\"}",
        "{\"id\":\"../1\"}",
        "{\"id\":\"1%2F2\"}",
        "{\"id\":\"1\\u0000\"}",
        "{\"id\":\"\\u0661\"}",
        "{\"id\":true}",
        "{\"id\":null}",
        "{}",
        "[]",
        "7"
      })
  void refusesAnIdThatIsNotOfDigits(String data) {
    assertThatThrownBy(
            () ->
                translate(
                    "{\"type\":\"actor_profile.updated\",\"created\":1633887337,\"data\":"
                        + data
                        + "}"))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("data");
  }

  @Test
  void refusesAnIdOfMoreThan255Digits() throws UnusableEvent {
    String body = "{\"type\":\"actor_profile.updated\",\"created\":1,\"data\":{\"id\":%s}}";

    assertThat(translate(body.formatted("1".repeat(255))).subject()).hasSize(255);
    assertThatThrownBy(() -> translate(body.formatted("1".repeat(256))))
        .isInstanceOf(UnusableEvent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807", "-9223372036854775808", "99999999999999999999", "253402300800",
        "1.5", "1e3", "\"1633887337\"", "null"
      })
  void refusesATimeThatIsFarAwayOrNotInSeconds(String created) {
    assertThatThrownBy(
            () ->
                translate(
                    "{\"type\":\"actor_profile.updated\",\"created\":"
                        + created
                        + ",\"data\":{\"id\":1}}"))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("created: expected");
  }
}
