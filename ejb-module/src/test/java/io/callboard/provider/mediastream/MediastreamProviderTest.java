package io.callboard.provider.mediastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.DocumentAction;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Provider;
import io.callboard.provider.ProviderContract;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameAsLast;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediastreamProviderTest extends ProviderContract {
  private static final long DATE = 1648734415606L;

  @Override
  protected Provider provider() {
    return new MediastreamProvider();
  }

  @Override
  protected SignedRequest signed(String secret, Instant at) {
    return SignedRequests.mediastream(secret, "media.update", "a1", "{\"_id\":\"a1\"}", NOW);
  }

  private Translation translate(String body) throws UnusableEvent {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var delivery = Deliveries.of("application/json", Map.of(), bytes, NOW);
    return provider().translate(Deliveries.proven(delivery, "type", "id", "date"), source());
  }

  private Translation translateType(String type) throws UnusableEvent {
    return translate("{\"type\":\"" + type + "\",\"data\":{\"_id\":\"a1\"},\"date\":" + DATE + "}");
  }

  private DocumentChanged change(String body) throws UnusableEvent {
    return (DocumentChanged) translate(body).change();
  }

  @Test
  void translatesADatedEvent() throws UnusableEvent {
    Translation translation =
        translate(
            "{\"type\":\"media.update\",\"data\":{\"_id\":\"a1\",\"title\":\"é\"},\"date\":"
                + DATE
                + "}");

    assertThat(translation.kind()).isEqualTo("media");
    assertThat(translation.subject()).isEqualTo("a1");
    assertThat(translation.occurredAt()).isEqualTo(Instant.ofEpochMilli(DATE));
    assertThat(translation.key())
        .isEqualTo(new SameKey("media.update|a1|" + DATE, OtherContent.HOLD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"date\":null"})
  void takesArrivalForTheTimeOfAnEventWithoutDate(String date) throws UnusableEvent {
    Translation translation =
        translate("{\"type\":\"customers.update\",\"data\":{\"id\":\"c1\"}" + date + "}");

    assertThat(translation.occurredAt()).isNull();
    assertThat(translation.key()).isEqualTo(new SameAsLast("customer\nc1"));
    DocumentChanged change = (DocumentChanged) translation.change();
    assertThat(change.version()).isEqualTo(NOW.toEpochMilli());
    assertThat(change.date()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void twoModelsOfOneIdAreNotTheLastOfEachOther() throws UnusableEvent {
    String body = "{\"type\":\"%s.update\",\"data\":{\"id\":\"1\"}}";

    assertThat(translate(body.formatted("customer")).key())
        .isNotEqualTo(translate(body.formatted("product")).key());
  }

  @Test
  void takesTheDocumentsOwnTimeForItsVersionWhereItParses() throws UnusableEvent {
    String body =
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a1\",\"date_updated\":%s},\"date\":%d}";

    assertThat(change(body.formatted("\"2022-03-31T13:46:55.606Z\"", 5)).version())
        .isEqualTo(1648734415606L);
    assertThat(change(body.formatted("\"2022-03-31T15:46:55.606+02:00\"", 5)).version())
        .isEqualTo(1648734415606L);
    assertThat(change(body.formatted("\"+999999999-12-31T23:59:59Z\"", 5)).version()).isEqualTo(5);
    assertThat(change(body.formatted("\"yesterday\"", 5)).version()).isEqualTo(5);
    assertThat(change(body.formatted("1648734415606", 5)).version()).isEqualTo(1648734415606L);
    assertThat(change(body.formatted("\"2022-03-31 13:46:55.606\"", 5)).version())
        .isEqualTo(1648734415606L);
    assertThat(change(body.formatted("\"2022-03-31T15:46:55.606+0200\"", 5)).version())
        .isEqualTo(1648734415606L);
    assertThat(change(body.formatted("\"2022-03-31T13:46:55.606Z\"", 5)).date()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "media,media",
    "medias,media",
    "access_restrictions,access-restriction",
    "article,article",
    "articles,article",
    "item,article",
    "categories,category",
    "category,category",
    "customers,customer",
    "customer,customer",
    "customerprofiles,customer-profile",
    "profile,customer-profile",
    "customerpurchases,purchase",
    "buy,purchase",
    "events,live",
    "live,live",
    "eventschedules,schedule",
    "schedule,schedule",
    "eventschedulejobs,schedule-job",
    "schedulework,schedule-job",
    "moments,moment",
    "moment,moment",
    "playlists,playlist",
    "playlist,playlist",
    "products,product",
    "product,product",
    "purchasepayments,payment",
    "payments,payment",
    "seasonepisodes,season-episode",
    "show,show",
    "shows,show",
    "showrelated,show-related",
    "showseasons,show-season",
    "mediametas,media-meta",
    "'Access restrictions',access-restriction",
    "Access_Restriction,access-restriction",
    "Item,article",
    "items,article",
    "Customer Profile,customer-profile",
    "Profiles,customer-profile",
    "Buy,purchase",
    "purchases,purchase",
    "Live,live",
    "event,live",
    "Schedules,schedule",
    "ScheduleWork,schedule-job",
    "schedule-works,schedule-job",
    "EventScheduleJob,schedule-job",
    "schedule-job,schedule-job",
    "Moment,moment",
    "Payment,payment",
    "purchase_payments,payment",
    "SeasonEpisode,season-episode",
    "seasonepisode,season-episode",
    "Season Episodes,season-episode",
    "ShowRelated,show-related",
    "show_relateds,show-related",
    "ShowSeason,show-season",
    "MediaMeta,media-meta",
    "MEDIA,media",
    "federation_groups,federation_groups",
    "a.b,a.b"
  })
  void knowsTheNamesOfEveryModel(String model, String kind) throws UnusableEvent {
    assertThat(translateType(model + ".create").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "media.create,CREATE",
    "media.update,UPDATE",
    "media.delete,DELETE",
    "Media.Delete,DELETE",
    "MEDIA.CREATE,CREATE",
    "media.Undelete,RESTORE",
    "media.purged,PURGE",
    "media.undelete,RESTORE",
    "live.started,UPDATE",
    "media.upload_failed,UPDATE",
    "media.dance,UPDATE",
    "media,UPDATE"
  })
  void knowsWhatHappened(String type, DocumentAction action) throws UnusableEvent {
    assertThat(((DocumentChanged) translateType(type).change()).action()).isEqualTo(action);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"_id\":\"a\"},\"date\":1}",
        "{\"type\":\"\",\"data\":{\"_id\":\"a\"},\"date\":1}",
        "{\"type\":\"a\\u0000\",\"data\":{\"_id\":\"a\"},\"date\":1}",
        "{\"type\":\"media.update\",\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"title\":\"x\"},\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"\"},\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":{\"$oid\":\"a\"},\"id\":\"b\"},\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\\u0000b\"},\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"\\ud800\"},\"date\":1}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\"},\"date\":\"1\"}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\"},\"date\":9223372036854775807}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\"},\"date\":-9223372036854775808}",
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\"},\"date\":1e3}"
      })
  void saysWhatWasExpectedOfAnUnusableEvent(String body) {
    assertThatThrownBy(() -> translate(body))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("expected");
  }

  @Test
  void limitsTypeModelAndId() throws UnusableEvent {
    assertThat(translateType("m".repeat(100) + "." + "a".repeat(154)).type()).hasSize(255);
    assertThatThrownBy(() -> translateType("m".repeat(101) + ".a"))
        .isInstanceOf(UnusableEvent.class);
    assertThatThrownBy(() -> translateType("m." + "a".repeat(254)))
        .isInstanceOf(UnusableEvent.class);
    assertThatThrownBy(
            () ->
                translate("{\"type\":\"m\",\"data\":{\"id\":" + "1".repeat(256) + "},\"date\":1}"))
        .isInstanceOf(UnusableEvent.class);
  }

  @Test
  void keysOfDifferentEventsDiffer() throws UnusableEvent {
    String body = "{\"type\":\"%s\",\"data\":{\"_id\":\"%s\"},\"date\":1}";

    assertThat(translate(body.formatted("a|b", "c")).key())
        .isNotEqualTo(translate(body.formatted("a", "b|c")).key());
    assertThat(translate(body.formatted("a", "b\\\\|c")).key())
        .isNotEqualTo(translate(body.formatted("a\\\\", "b|c")).key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "7", "{}", "\"zz\""})
  void refusesASignatureThatIsNone(String signature) {
    String body =
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"a\"},\"date\":1,\"signature\":"
            + signature
            + "}";
    var delivery =
        Deliveries.of("application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);

    assertThat(((Refused) provider().verify(delivery, source())).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void refusesALoneSurrogateThatWouldSignLikeAQuestionMark() {
    String signature = SignedRequests.mediastreamSignature("current", "media.update", "?", NOW);
    SignedRequest forged =
        SignedRequests.mediastreamUnder(signature, "media.update", "{\"_id\":\"\\ud800\"}", NOW);

    assertThat(((Refused) provider().verify(Deliveries.of(forged, NOW), source())).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void saysHowManyHexDigitsASignatureLacks() {
    String body =
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"61d4cf6c0f124264a0118b3e\"},"
            + "\"date\":1648734415606,\"signature\":"
            + "\"fb587dbd320f690d67aca507b1e12ec1152d49c6ade1c9745863c98348b9a51\"}";
    var delivery =
        Deliveries.of("application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);

    Refused refused = (Refused) provider().verify(delivery, source());

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
    assertThat(refused.detail()).contains("63 of 64 hex digits");
  }

  @Test
  void arrivalCountsForADateAheadOfItWhereNothingIsProven() throws UnusableEvent {
    String body = "{\"type\":\"media.update\",\"data\":{\"_id\":\"a1\"},\"date\":%d}";
    long near = NOW.plusSeconds(300).toEpochMilli();

    assertThat(change(body.formatted(near)).date()).isEqualTo(near);
    assertThat(change(body.formatted(near + 1)).date()).isEqualTo(NOW.toEpochMilli());
    byte[] bytes = body.formatted(near).getBytes(StandardCharsets.UTF_8);
    var unsigned = Deliveries.proven(Deliveries.of("application/json", Map.of(), bytes, NOW));
    DocumentChanged change = (DocumentChanged) provider().translate(unsigned, source()).change();
    assertThat(change.date()).isEqualTo(NOW.toEpochMilli());
    assertThat(change.version()).isEqualTo(NOW.toEpochMilli());
  }
}
