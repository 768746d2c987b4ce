package io.callboard.provider.waymark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.json.JsonMembers;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Delivery;
import io.callboard.provider.Provider;
import io.callboard.provider.ProviderContract;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaymarkProviderTest extends ProviderContract {
  private static final Instant AT = Instant.parse("2019-08-08T16:22:38.924635Z");
  private static final String VIDEO =
      """
      {"id":"V1","updatedAt":"2020-12-01T18:15:06.501702Z","renders":[
      {"renderedAt":"2019-08-08T16:22:38.924635Z","format":"email","url":"https://x/1","status":"succeeded"},
      {"renderedAt":null,"format":"new_format","renderURL":"https://x/2","status":"new_status"}]}\
      """;

  @Override
  protected Provider provider() {
    return new WaymarkProvider();
  }

  @Override
  protected SignedRequest signed(String secret, Instant at) {
    return SignedRequests.waymark(secret, "E1", "video.rendered", AT, VIDEO, at);
  }

  private Translation translate(String type, String data) throws UnusableEvent {
    SignedRequest request = SignedRequests.waymarkUnsigned("E1", type, AT, data);
    return provider().translate(Deliveries.proven(Deliveries.of(request, NOW)), source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"video.completed", "video.rendered", "video.purchased"})
  void translatesAVideo(String type) throws UnusableEvent {
    VideoChanged video = (VideoChanged) translate(type, VIDEO).change();

    assertThat(video.id()).isEqualTo("V1");
    assertThat(video.updatedAt()).isEqualTo(Instant.parse("2020-12-01T18:15:06.501702Z"));
    assertThat(video.eventAt()).isEqualTo(AT);
    assertThat(video.accountId()).isEqualTo("ACC-1");
    assertThat(video.externalId()).isEmpty();
    assertThat(video.renders())
        .extracting(
            RenderChange::format, RenderChange::status, RenderChange::url, RenderChange::renderedAt)
        .containsExactly(
            tuple("email", "succeeded", "https://x/1", AT),
            tuple("new_format", "new_status", "https://x/2", null));
    assertThat(video.otherRenders()).isEmpty();
  }

  @Test
  void translatesAnAccount() throws UnusableEvent {
    Translation translation = translate("account.created", "{\"id\":\"A1\",\"city\":\"Dearborn\"}");

    assertThat(translation.kind()).isEqualTo("account");
    assertThat(translation.change())
        .isInstanceOfSatisfying(
            AccountChanged.class,
            account -> assertThat(account.members().string("city")).contains("Dearborn"));
  }

  @ParameterizedTest
  @CsvSource({"video.deleted,video", "campaign.created,campaign", "x,x"})
  void findsNothingToApplyInAnUnknownType(String type, String kind) throws UnusableEvent {
    Translation translation = translate(type, "{}");

    assertThat(translation.change()).isInstanceOf(NothingToApply.class);
    assertThat(translation.kind()).isEqualTo(kind);
  }

  @Test
  void appliesOtherContentOnlyWhenItIsSigned() throws UnusableEvent {
    Delivery signed = Deliveries.of(signed("current", NOW), NOW);

    assertThat(provider().translate(Deliveries.proven(signed, "body"), source()).key())
        .isEqualTo(new SameKey("E1", OtherContent.APPLY));
    assertThat(translate("video.rendered", VIDEO).key())
        .isEqualTo(new SameKey("E1", OtherContent.HOLD));
    assertThat(provider().translate(Deliveries.proven(signed), source()).key())
        .isEqualTo(new SameKey("E1", OtherContent.HOLD));
  }

  @Test
  void aRetryInANewTokenHasTheSameContent() throws UnusableEvent {
    Delivery first = Deliveries.of(signed("current", NOW), NOW);
    Delivery retry = Deliveries.of(signed("current", NOW.plusSeconds(60)), NOW);

    assertThat(retry.body()).isNotEqualTo(first.body());
    assertThat(contentOf(retry)).isNotNull().isEqualTo(contentOf(first));
  }

  private @Nullable JsonMembers contentOf(Delivery delivery) throws UnusableEvent {
    return provider().translate(Deliveries.proven(delivery, "body"), source()).content();
  }

  @Test
  void theContentIsTheEventOfATokenOrTheUnsignedBody() throws UnusableEvent {
    Delivery token = Deliveries.of(signed("current", NOW), NOW);
    SignedRequest unsigned = SignedRequests.waymarkUnsigned("E1", "video.rendered", AT, VIDEO);

    assertThat(Objects.requireNonNull(contentOf(token)).toBytes()).isEqualTo(unsigned.body());
    assertThat(contentOf(Deliveries.of(unsigned, NOW))).isNull();
  }

  @Test
  void readsTheTimeOfAVideoOnlyWhereItParses() throws UnusableEvent {
    for (String time : new String[] {"\"then\"", "null", "{}", "\"+99999-01-01T00:00:00Z\""}) {
      String video = "{\"id\":\"V1\",\"updatedAt\":" + time + "}";
      assertThat(((VideoChanged) translate("video.completed", video).change()).updatedAt())
          .isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":true}",
        "{\"id\":null}",
        "{\"id\":[\"V1\"]}",
        "{\"id\":\"\"}",
        "{\"id\":\"a\\u0000\"}"
      })
  void saysWhatWasExpectedOfAVideo(String data) {
    assertThatThrownBy(() -> translate("video.rendered", data))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("expected");
  }

  @Test
  void takesIdsThatAreNumbers() throws UnusableEvent {
    String event =
        """
        {"header":{"eventID":1,"eventType":"video.rendered","accountID":2,"externalID":3,\
        "eventTimestamp":1700000000},"data":{"id":4}}\
        """;
    Translation translation = event(event);

    assertThat(translation.subject()).isEqualTo("4");
    assertThat(translation.key()).isEqualTo(new SameKey("1", OtherContent.HOLD));
    VideoChanged video = (VideoChanged) translation.change();
    assertThat(video.accountId()).isEqualTo("2");
    assertThat(video.externalId()).isEqualTo("3");
    assertThat(video.eventAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
  }

  private Translation event(String event, String... proven) throws UnusableEvent {
    byte[] body = event.getBytes(UTF_8);
    Delivery delivery = Deliveries.of("application/json", Map.of(), body, NOW);
    return provider().translate(Deliveries.proven(delivery, proven), source());
  }

  @Test
  void saysThatAnIdWhichDoesNotFitIsNotKept() throws UnusableEvent {
    String event =
        """
        {"header":{"eventID":"E","eventType":"account.created","externalID":"%s",\
        "eventTimestamp":1700000000},"data":{"id":"A1"}}\
        """;

    assertThat(event(event.formatted("x".repeat(255))).remark()).isNull();
    assertThat(event(event.formatted("x".repeat(256))).remark())
        .isEqualTo("header.externalID is not a valid id: it is not kept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [7]                                                 | 0 | 1
          [{}]                                                | 0 | 1
          [{"format":7,"status":"x"}]                         | 0 | 1
          [{"format":""}]                                     | 0 | 1
          [{"format":"email"}]                                | 1 | 0
          [{"format":"email","status":null}]                  | 1 | 0
          [{"format":"email","status":7,"url":8}, "x"]        | 1 | 1
          {"0":{"format":"email","status":"succeeded"},"1":7} | 1 | 1
          "soon"                                              | 0 | 1
          null                                                | 0 | 0
          """)
  void oneOddRenderNeverFailsAVideo(String renders, int read, int others) throws UnusableEvent {
    Translation translation =
        translate("video.rendered", "{\"id\":\"V1\",\"renders\":" + renders + "}");

    VideoChanged video = (VideoChanged) translation.change();
    assertThat(video.renders()).hasSize(read);
    assertThat(video.otherRenders()).hasSize(others);
    if (others > 0) {
      assertThat(translation.remark()).contains("only attributes contain them");
    } else {
      assertThat(translation.remark()).isNull();
    }
  }

  @Test
  void saysOfAnAddressThatDoesNotFitThatItStandsInTheAttributes() throws UnusableEvent {
    String render = "{\"format\":\"email\",\"url\":\"" + "x".repeat(4_001) + "\"}";
    String video = "{\"id\":\"V1\",\"renders\":[" + render + "]}";

    assertThat(translate("video.rendered", video).remark()).contains("email", "4000 characters");
  }

  @Test
  void arrivalCountsForAVideoFromTheFuture() throws UnusableEvent {
    String far = "2099-01-01T00:00:00Z";
    String near = NOW.plusSeconds(60).toString();
    String event =
        """
        {"header":{"eventID":"E","eventType":"video.rendered","eventTimestamp":"%1$s"},\
        "data":{"id":"V1","updatedAt":"%1$s"}}\
        """;

    for (String[] proven : new String[][] {{"body"}, {}}) {
      VideoChanged video = (VideoChanged) event(event.formatted(far), proven).change();
      assertThat(video.updatedAt()).isEqualTo(NOW);
      assertThat(video.eventAt()).isEqualTo(NOW);
    }
    VideoChanged signed = (VideoChanged) event(event.formatted(near), "body").change();
    VideoChanged unsigned = (VideoChanged) event(event.formatted(near)).change();
    assertThat(signed.updatedAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(unsigned.updatedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "null", "{}", "true"})
  void arrivalCountsForATimeThatCannotBeReadAndTheEventSaysSo(String time) throws UnusableEvent {
    String event =
        """
        {"header":{"eventID":"E","eventType":"Account.Created","eventTimestamp":%s},\
        "data":{"id":"A1"}}\
        """
            .formatted(time);
    Translation translation = event(event);

    assertThat(((AccountChanged) translation.change()).eventAt()).isEqualTo(NOW);
    assertThat(translation.occurredAt()).isNull();
    assertThat(translation.remark()).contains("eventTimestamp", "the arrival time is used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "",
        "application/jwt+json",
        "multipart/form-data",
        "application/x-jwt",
        ";"
      })
  void refusesOtherContentTypesWhateverThePolicy(String contentType) {
    Delivery delivery = Deliveries.of(contentType, Map.of(), new byte[] {'{', '}'}, NOW);

    assertThat(provider().unreadable(delivery).orElseThrow().reason())
        .isEqualTo(RefusalReason.CONTENT_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/jwt",
        "APPLICATION/JWT ; charset=x",
        "application/json;charset=utf-8"
      })
  void readsContentTypesWithParameters(String contentType) {
    Delivery delivery = Deliveries.of(contentType, Map.of(), new byte[0], NOW);

    assertThat(provider().unreadable(delivery)).isEmpty();
  }

  private Verification verify(String header, String claims) {
    return provider()
        .verify(Deliveries.of(SignedRequests.token("current", header, claims), NOW), source());
  }

  private static final String HS256 = "{\"alg\":\"HS256\"}";

  private static String claims(String times) {
    return "{\"iss\":\"waymark.com\"," + times + ",\"https://waymark.com/webhook/event\":{}}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"HS256\",\"b64\":true}",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
        "[]",
        "x"
      })
  void refusesAHeaderThatCouldBeReadInTwoWays(String header) {
    Refused refused = (Refused) verify(header, claims("\"iat\":1,\"exp\":1"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"alg\":null}", "{\"alg\":7}", "{\"alg\":\"hs256\"}", "{\"alg\":\"\"}"})
  void refusesOtherAlgorithms(String header) {
    Refused refused = (Refused) verify(header, claims("\"iat\":1,\"exp\":1"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "=", "==", " A", "\u00e9", "."})
  void refusesASignatureThatIsNotItself(String more) {
    byte[] token = SignedRequests.token("current", HS256, claims("\"iat\":1,\"exp\":1")).body();
    String shorter = new String(token, ISO_8859_1).substring(0, token.length - 1);
    byte[] changed = (shorter + (char) (token[token.length - 1] + 1) + more).getBytes(ISO_8859_1);
    Delivery delivery = Deliveries.of("application/jwt", Map.of(), changed, NOW);

    assertThat(((Refused) provider().verify(delivery, source())).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void refusesAPayloadThatIsWrittenInAnotherWay() {
    String claims = claims("\"iat\":%d,\"exp\":%d".formatted(NOW.getEpochSecond(), Long.MAX_VALUE));
    byte[] token = SignedRequests.token("current", HS256, claims + " ".repeat(3)).body();
    String text = new String(token, ISO_8859_1);
    int last = text.lastIndexOf('.') - 1;

    for (String change : new String[] {"", "=", "+", "\u00ff", " "}) {
      String changed = text.substring(0, last) + change + text.substring(last + 1);
      Delivery delivery =
          Deliveries.of("application/jwt", Map.of(), changed.getBytes(ISO_8859_1), NOW);
      assertThat(((Refused) provider().verify(delivery, source())).reason())
          .isEqualTo(
              change.isEmpty()
                  ? RefusalReason.SIGNATURE_MISMATCH
                  : RefusalReason.SIGNATURE_MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"iat\":\"1\",\"exp\":1", "\"iat\":1e9,\"exp\":1", "\"iat\":-1,\"exp\":1",
        "\"iat\":1,\"exp\":99999999999999999999", "\"iat\":1,\"exp\":null", "\"iat\":1,\"exp\":1.e",
        "\"iat\":1,\"exp\":1,\"exp\":1"
      })
  void refusesClaimsThatAreNoTimes(String times) {
    Refused refused = (Refused) verify(HS256, claims(times));

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_CLAIMS);
  }

  @Test
  void readsTimesWithFractionsAndTheEndOfTime() {
    long now = NOW.getEpochSecond();

    assertThat(verify(HS256, claims("\"iat\":" + now + ".75,\"exp\":" + Long.MAX_VALUE)))
        .isInstanceOf(Verified.class);
    assertThat(
            ((Refused) verify(HS256, claims("\"iat\":" + Long.MAX_VALUE + ",\"exp\":" + now)))
                .reason())
        .isEqualTo(RefusalReason.SIGNATURE_STALE);
  }

  @Test
  void refusesALongHeader() {
    String header = "{\"alg\":\"HS256\",\"x\":\"%s\"}";

    assertThat(((Refused) verify(header.formatted("x".repeat(6_200)), "{}")).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
    assertThat(((Refused) verify(header.formatted("x".repeat(6_000)), "{}")).reason())
        .isEqualTo(RefusalReason.SIGNATURE_CLAIMS);
  }

  @ParameterizedTest
  @CsvSource({
    "HS256,HmacSHA256,HS256,true",
    "HS384,HmacSHA384,HS256,false",
    "HS512,HmacSHA512,HS256,false",
    "HS384,HmacSHA384,'HS384, HS512',true",
    "HS512,HmacSHA512,'HS384, HS512',true",
    "HS256,HmacSHA256,'HS384, HS512',false",
    "none,HmacSHA256,'HS256, HS384, HS512',false",
    "hs256,HmacSHA256,HS256,false"
  })
  void takesTheAlgorithmsThatTheSourceAllows(
      String alg, String mac, String allowed, boolean taken) {
    long now = NOW.getEpochSecond();
    String claims = claims("\"iat\":" + now + ",\"exp\":" + now);
    SignedRequest request = SignedRequests.token(mac, "short", "{\"alg\":\"" + alg + "\"}", claims);
    Source source = allowing(allowed, "short");

    Verification verification = provider().verify(Deliveries.of(request, NOW), source);

    assertThat(verification instanceof Verified).isEqualTo(taken);
    if (verification instanceof Refused refused) {
      assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_ALGORITHM);
    }
  }

  private static Source allowing(String algorithms, String secret) {
    return Deliveries.source(
        "waymark", SignaturePolicy.REQUIRED, Map.of("jwt.algorithms", algorithms), secret);
  }

  @Test
  void refusesASignatureOfAnotherAlgorithmsLength() {
    long now = NOW.getEpochSecond();
    String claims = claims("\"iat\":" + now + ",\"exp\":" + now);
    SignedRequest request =
        SignedRequests.token("HmacSHA256", "key", "{\"alg\":\"HS512\"}", claims);

    assertThat(
            ((Refused)
                    provider().verify(Deliveries.of(request, NOW), allowing("HS256,HS512", "key")))
                .reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"RS256,1,0", "'',1,0", "'HS256,',1,0", "HS512,0,1", "HS256,0,0"})
  void examinesTheAlgorithmsAndTheKeysThatTheyAskFor(String algorithms, int wrong, int warnings) {
    SourceFindings findings = new SourceFindings("test");

    provider().examine(allowing(algorithms, "x".repeat(48)), findings);

    assertThat(findings.wrong()).hasSize(wrong);
    assertThat(findings.warnings()).hasSize(warnings);
  }

  @Test
  void obeysNotBefore() {
    long now = NOW.getEpochSecond();
    String times = "\"iat\":" + now + ",\"exp\":" + now + ",\"nbf\":";

    for (String past : new String[] {"0", "null", now + "", (now + 60) + "", (now + 60) + ".9"}) {
      assertThat(verify(HS256, claims(times + past))).isInstanceOf(Verified.class);
    }
    Refused ahead = (Refused) verify(HS256, claims(times + (now + 61)));
    assertThat(ahead.reason()).isEqualTo(RefusalReason.SIGNATURE_STALE);
    assertThat(ahead.outOfTime()).isNotNull();
    assertThat(((Refused) verify(HS256, claims(times + "\"0\""))).reason())
        .isEqualTo(RefusalReason.SIGNATURE_CLAIMS);
  }
}
