package io.callboard.provider.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Delivery;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition;
import io.callboard.provider.Translation.Repetition.SameAsLast;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredEventTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static Translation translate(String body, Map<String, String> settings)
      throws UnusableEvent {
    Source source = Deliveries.source("signed", SignaturePolicy.REQUIRED, settings, "s");
    Delivery delivery =
        Deliveries.of("application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
    return new SignedProvider().translate(Deliveries.proven(delivery, "body"), source);
  }

  private static Repetition keyUnder(String id, String... proven) throws UnusableEvent {
    Map<String, String> settings = SignedProviderTest.settings("scheme", "standard-webhooks");
    settings.remove("pointer.id");
    Source source = Deliveries.source("signed", SignaturePolicy.REQUIRED, settings, "s");
    byte[] body = SignedProviderTest.BODY.getBytes(StandardCharsets.UTF_8);
    Delivery delivery = Deliveries.of("application/json", Map.of("webhook-id", id), body, NOW);
    return new SignedProvider().translate(Deliveries.proven(delivery, proven), source).key();
  }

  @Test
  void knowsALateRetryOfStandardWebhooksByItsSignedId() throws UnusableEvent {
    assertThat(keyUnder("msg_1", "id", "timestamp", "body"))
        .isEqualTo(new SameKey("msg_1", OtherContent.APPLY));
    assertThat(keyUnder("msg_1")).isEqualTo(new SameAsLast("order\n7"));
    assertThatThrownBy(() -> keyUnder("m".repeat(256), "id", "timestamp", "body"))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("expected");
  }

  @Test
  void holdsOtherContentThatWasNotProven() throws UnusableEvent {
    Source source =
        Deliveries.source("signed", SignaturePolicy.REQUIRED, SignedProviderTest.settings(), "s");
    byte[] body = SignedProviderTest.BODY.getBytes(StandardCharsets.UTF_8);
    Delivery delivery = Deliveries.of("application/json", Map.of(), body, NOW);

    assertThat(new SignedProvider().translate(Deliveries.proven(delivery), source).key())
        .isEqualTo(new SameKey("E1", OtherContent.HOLD));
  }

  @Test
  void readsAnEventByItsPointers() throws UnusableEvent {
    Translation translation = translate(SignedProviderTest.BODY, SignedProviderTest.settings());

    assertThat(translation.type()).isEqualTo("order.created");
    assertThat(translation.kind()).isEqualTo("order");
    assertThat(translation.subject()).isEqualTo("7");
    assertThat(translation.occurredAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(translation.key()).isEqualTo(new SameKey("E1", OtherContent.APPLY));
    DocumentChanged change = (DocumentChanged) translation.change();
    assertThat(change.action()).isEqualTo(DocumentAction.CREATE);
    assertThat(change.members().names()).containsExactly("id", "n");
    assertThat(change.version()).isEqualTo(1700000000000L);
  }

  @Test
  void takesTheWholeBodyAndArrivalWhereNothingElseIsConfigured() throws UnusableEvent {
    Map<String, String> settings =
        Map.of("pointer.type", "/type", "pointer.subject", "/data/n/0/x", "kind", "thing");

    Translation translation = translate(SignedProviderTest.BODY, settings);

    assertThat(translation.kind()).isEqualTo("thing");
    assertThat(translation.subject()).isEqualTo("y");
    assertThat(translation.occurredAt()).isNull();
    assertThat(translation.key()).isEqualTo(new SameAsLast("thing\ny"));
    DocumentChanged change = (DocumentChanged) translation.change();
    assertThat(change.members().names()).containsExactly("id", "type", "at", "data");
    assertThat(change.version()).isEqualTo(NOW.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000,2023-11-14T22:13:20Z",
    "1700000000123,2023-11-14T22:13:20.123Z",
    "\"2023-11-14T22:13:20Z\",2023-11-14T22:13:20Z"
  })
  void readsTimesInSecondsMillisecondsAndIso(String written, Instant time) throws UnusableEvent {
    String body = "{\"id\":\"E\",\"type\":\"t\",\"at\":" + written + ",\"data\":{\"id\":\"s\"}}";

    assertThat(translate(body, SignedProviderTest.settings()).occurredAt()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775807", "\"soon\"", "\"\"", "true", "{}", "1700000000123456"})
  void arrivalCountsForATimeThatCannotBeReadAndTheEventSaysSo(String written) throws UnusableEvent {
    Translation translation = translate(at(written), SignedProviderTest.settings());

    assertThat(translation.occurredAt()).isNull();
    assertThat(((DocumentChanged) translation.change()).version()).isEqualTo(NOW.toEpochMilli());
    assertThat(translation.remark())
        .isEqualTo("the time could not be read: the arrival time is used");
  }

  private static String at(String written) {
    return "{\"id\":\"E\",\"type\":\"t\",\"at\":" + written + ",\"data\":{\"id\":\"s\"}}";
  }

  @Test
  void aTimeThatIsNullIsAbsent() throws UnusableEvent {
    Translation translation = translate(at("null"), SignedProviderTest.settings());

    assertThat(translation.occurredAt()).isNull();
    assertThat(((DocumentChanged) translation.change()).version()).isEqualTo(NOW.toEpochMilli());
    assertThat(translation.remark()).isNull();
  }

  @Test
  void arrivalCountsForATimeThatLiesAhead() throws UnusableEvent {
    long near = NOW.plusSeconds(300).getEpochSecond();
    Map<String, String> settings = SignedProviderTest.settings("scheme", "timestamped-hmac");
    Translation signed = translate(at("" + near), settings);
    Translation ahead = translate(at("" + (near + 1)), settings);

    assertThat(((DocumentChanged) signed.change()).version()).isEqualTo(near * 1_000);
    assertThat(signed.remark()).isNull();
    assertThat(((DocumentChanged) ahead.change()).version()).isEqualTo(NOW.toEpochMilli());
    assertThat(ahead.remark()).isEqualTo("the time lies too far ahead: the arrival time is used");
  }

  @ParameterizedTest
  @CsvSource({"order.deleted,DELETE", "Order.Deleted,DELETE", "order.CREATED,CREATE", "x,UPDATE"})
  void knowsWhatHappenedInAnyCase(String type, DocumentAction action) throws UnusableEvent {
    String body = at("1").replace("\"t\"", "\"" + type + "\"");

    assertThat(((DocumentChanged) translate(body, SignedProviderTest.settings()).change()).action())
        .isEqualTo(action);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"t\",\"data\":{\"id\":\"s\"}}",
        "{\"id\":\"E\",\"data\":{\"id\":\"s\"}}",
        "{\"id\":\"E\",\"type\":\"t\",\"data\":{}}",
        "{\"id\":\"E\",\"type\":\"t\",\"data\":[]}",
        "{\"id\":\"E\\u0000\",\"type\":\"t\",\"data\":{\"id\":\"s\"}}"
      })
  void saysWhatWasExpected(String body) {
    assertThatThrownBy(() -> translate(body, SignedProviderTest.settings()))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({"/a~1b,1", "/m~0n,2", "/,3", "/arr/1,5", "/o/p/0/q,6"})
  void followsPointersAsTheRfcSays(String pointer, String value) throws Exception {
    var json =
        io.callboard.json.JsonMembers.parse(
            "{\"a/b\":1,\"m~n\":2,\"\":3,\"arr\":[4,5],\"o\":{\"p\":[{\"q\":6}]}}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(Pointer.parse(pointer).orElseThrow().in(json).orElseThrow().literal())
        .contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/~", "/~2", "/a~"})
  void refusesWhatIsNoPointer(String pointer) {
    assertThat(Pointer.parse(pointer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/arr/2", "/arr/-", "/arr/01", "/arr/x", "/arr/99999999999", "/none/x"})
  void findsNothingBesideAnArray(String pointer) throws Exception {
    var json =
        io.callboard.json.JsonMembers.parse("{\"arr\":[1,2]}".getBytes(StandardCharsets.UTF_8));

    assertThat(Pointer.parse(pointer).orElseThrow().in(json)).isEmpty();
  }
}
