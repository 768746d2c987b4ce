package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every model of Mediastream becomes a record of its kind, under each name that the platform uses.
 */
@ExtendWith(SharedServer.class)
class ModelsIT {
  private final Callboard callboard;

  ModelsIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          access-restriction | access_restrictions
          article            | article articles item
          category           | categories category
          customer           | customers customer
          customer-profile   | customerprofiles profile
          purchase           | customerpurchases buy
          live               | events live
          schedule           | eventschedules schedule
          schedule-job       | eventschedulejobs schedulework
          moment             | moments moment
          playlist           | playlists playlist
          product            | products product
          payment            | purchasepayments payments
          season-episode     | seasonepisodes
          show               | show shows
          show-related       | showrelated
          show-season        | showseasons
          media-meta         | mediametas
          quantumthing       | quantumthing
          """)
  void aModelEndsInItsKind(String kind, String models) {
    String source = callboard.sources().fresh("mediastream");
    List<String> ids = new ArrayList<>();
    for (String model : models.split(" ", -1)) {
      for (String action : List.of("create", "update")) {
        String id = model + "-" + action;
        ids.add(id);
        callboard.accepted(source, signed(model + "." + action, id, Instant.now()));
      }
    }

    callboard.ledger(source);
    assertThat(
            callboard.items("documents?source=" + source + "&kind=" + kind).stream()
                .map(document -> document.path("id").asText()))
        .containsExactlyInAnyOrderElementsOf(ids);
    callboard.settled(source, signed(models.split(" ", -1)[0] + ".delete", ids.get(0), later()));
    callboard.get("documents/" + source + "/" + kind + "/" + ids.get(0)).isProblem(410);
  }

  /** The model names in the spelling of the platform's own page, and in other spellings. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          access-restriction | Access restrictions, access-restriction, AccessRestriction
          article            | Item, Items, Articles
          category           | Category, CATEGORIES
          customer           | Customer
          customer-profile   | Profile, Profiles, Customer_Profile
          purchase           | Buy, Purchase, customer-purchase
          live               | Live, Lives, event
          schedule           | Schedule, Schedules
          schedule-job       | ScheduleWork, Schedule Work, ScheduleJob, event_schedule_jobs
          moment             | Moment
          playlist           | Playlist
          product            | Product
          payment            | Payment, PurchasePayment
          season-episode     | SeasonEpisode, season_episode, SeasonEpisodes
          show               | Show
          show-related       | ShowRelated, Show_Related
          show-season        | ShowSeason, Show Seasons
          """)
  void everySpellingOfAModelIsOneKind(String kind, String models) {
    String source = callboard.sources().fresh("mediastream");
    List<String> ids = new ArrayList<>();
    for (String model : models.split(", ", -1)) {
      ids.add("of " + model);
      callboard.accepted(source, signed(model + ".Create", "of " + model, Instant.now()));
    }

    callboard.ledger(source);
    assertThat(callboard.items("documents?source=" + source))
        .allMatch(document -> document.path("kind").asText().equals(kind))
        .extracting(document -> document.path("id").asText())
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"media", "medias", "Media"})
  void aMediaHasItsOwnRecord(String model) {
    String source = callboard.sources().fresh("mediastream");

    JsonNode event = callboard.settled(source, signed(model + ".create", "M1", Instant.now()));

    assertThat(event.path("kind").asText()).isEqualTo("media");
    callboard.current("media/" + source + "/M1");
  }

  @Test
  void unknownAndSeenActionsAreUpdates() {
    String source = callboard.sources().fresh("mediastream");
    for (String action :
        List.of(
            "started",
            "ended",
            "status_changed",
            "upload_failed",
            "preview_created",
            "validation_failed",
            "never_heard_of")) {
      JsonNode event = callboard.settled(source, signed("events." + action, action, Instant.now()));
      assertThat(event.path("state").asText()).isEqualTo("APPLIED");
      callboard.current("documents/" + source + "/live/" + action);
    }
  }

  @Test
  void anUnknownTypeOfTheOtherProvidersIsIgnored() {
    String filmmakers = callboard.sources().fresh("filmmakers");
    String waymark = callboard.sources().fresh("waymark");
    Instant now = Instant.now();

    JsonNode first =
        callboard.settled(
            filmmakers,
            SignedRequests.filmmakers(
                TestSources.FILMMAKERS_KEY, "actor_profile.praised", "1", now, now));
    JsonNode second =
        callboard.settled(
            waymark,
            SignedRequests.waymark(
                TestSources.WAYMARK_SECRET, "E1", "video.praised", now, "{\"id\":\"V1\"}", now));

    for (JsonNode event : List.of(first, second)) {
      assertThat(event.path("state").asText()).isEqualTo("IGNORED");
      assertThat(event.path("cause").asText()).isEqualTo("the type is unknown");
    }
  }

  private static SignedRequest signed(String type, String id, Instant date) {
    String data = "{\"_id\":\"" + id + "\",\"name\":\"" + type + "\"}";
    return SignedRequests.mediastream(TestSources.MEDIASTREAM_SECRET, type, id, data, date);
  }

  private static Instant later() {
    return Instant.now().plusSeconds(1);
  }
}
