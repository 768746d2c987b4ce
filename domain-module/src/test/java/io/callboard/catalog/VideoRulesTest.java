package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.catalog.RecordView.RenderView;
import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VideoRulesTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
  private static final Outcome APPLIED = new Outcome.Applied(false);

  private static VideoChanged video(
      @Nullable Instant updatedAt, int eventSecond, String name, RenderChange... renders) {
    return new VideoChanged(
        "v",
        updatedAt,
        T.plusSeconds(eventSecond),
        "",
        "",
        json("{'name':'" + name + "'}"),
        List.of(renders));
  }

  private static RenderChange render(String status, @Nullable Instant renderedAt) {
    return CatalogFixture.render("email", status, "https://example.org/v", renderedAt);
  }

  private static Video after(VideoChanged... events) {
    Video video = new Video("test", "v");
    for (VideoChanged event : events) {
      Effect effect = video.apply(event);
      if (effect.extent() == Effect.Extent.RECORD) {
        video.touched(new java.util.UUID(0, 0), T);
      }
    }
    return video;
  }

  private static void assertNameInBothOrders(VideoChanged one, VideoChanged other, String name) {
    assertThat(after(one, other).view().name()).isEqualTo(name);
    assertThat(after(other, one).view().name()).isEqualTo(name);
  }

  @Test
  void ownFieldsAreThoseOfTheLaterUpdate() {
    assertNameInBothOrders(video(T, 9, "old"), video(T.plusSeconds(1), 0, "new"), "new");
  }

  @Test
  void anEventWithoutUpdatedAtNeverBeatsOneThatHasIt() {
    assertNameInBothOrders(video(T, 0, "dated"), video(null, 9, "undated"), "dated");
  }

  @Test
  void amongUndatedEventsTheirTimeDecides() {
    assertNameInBothOrders(video(null, 0, "old"), video(null, 1, "new"), "new");
  }

  @Test
  void completedAndRenderedOfOneUpdateBothCount() {
    VideoChanged completed = video(T, 0, "Spot", render("in_progress", null));
    VideoChanged rendered = video(T, 1, "Spot", render("succeeded", T));
    RenderView done = new RenderView("email", "succeeded", "https://example.org/v", T, true);

    assertThat(after(completed, rendered).view().renders()).containsExactly(done);
    assertThat(after(rendered, completed).view().renders()).containsExactly(done);
    assertThat(after(completed).apply(rendered).outcome()).isEqualTo(APPLIED);
    assertThat(after(rendered).apply(completed).outcome()).isInstanceOf(Outcome.Ignored.class);
  }

  @Test
  void aStaleVideoStillBringsARenderThatIsNew() {
    Video video = after(video(T.plusSeconds(5), 5, "new"));

    assertThat(video.apply(video(T, 0, "old", render("succeeded", T))).outcome())
        .isEqualTo(APPLIED);
    assertThat(video.view().name()).isEqualTo("new");
    assertThat(video.view().renders()).hasSize(1);
  }

  @Test
  void onlyASucceededRenderIsPlayable() {
    Video video = after(video(T, 0, "Spot", render("in_progress", null)));

    assertThat(video.view().renders()).noneMatch(RenderView::playable);
  }

  @Test
  void anUnknownStatusAndFormatAreKept() {
    Video video = after(video(T, 0, "Spot", CatalogFixture.render("8k", "queued", null, null)));

    assertThat(video.view().renders())
        .containsExactly(new RenderView("8k", "queued", null, null, false));
  }

  @Test
  void aVideoHasALimitOfFormats() {
    RenderChange[] renders = new RenderChange[Video.MAX_RENDERS + 5];
    for (int i = 0; i < renders.length; i++) {
      renders[i] = CatalogFixture.render("f" + i, "succeeded", null, null);
    }

    Video video = after(video(T, 0, "Spot", renders));

    assertThat(video.view().renders()).hasSize(Video.MAX_RENDERS);
    assertThat(json(video.attributes()).objects("renders")).hasSize(renders.length);
  }

  @Test
  void anAddressThatDoesNotFitIsNotPlayableAndStandsWholeInTheAttributes() {
    String url = "https://example.org/" + "x".repeat(5_000);
    Video video = after(video(T, 0, "Spot", CatalogFixture.render("email", "succeeded", url, T)));

    assertThat(video.view().renders())
        .containsExactly(new RenderView("email", "succeeded", null, T, false));
    assertThat(json(video.attributes()).objects("renders").getFirst().string("url")).contains(url);
  }

  @Test
  void aRenderKeepsWhatNobodyAnnounced() {
    JsonMembers whole = json("{'format':'email','status':'queued','renderedAt':7,'length':1.50}");
    RenderChange render = new RenderChange("email", "queued", null, null, whole);
    Video video =
        after(
            video(T, 0, "Spot", render),
            video(T.plusSeconds(1), 1, "Spot", render("failed", null)));
    Video other = after(video(T, 0, "Spot", render));

    assertThat(video.attributes()).doesNotContain("length");
    assertThat(other.attributes()).contains(whole.toString());
  }

  @Test
  void whatIsNoRenderStandsAmongTheRendersOfTheNewestEvent() {
    VideoChanged odd =
        new VideoChanged(
            "v", T, T, "", "", json("{}"), List.of(render("succeeded", T)), List.of("7", "{}"));

    Video video = after(odd, video(null, 9, "older"));

    assertThat(json(video.attributes()).elements("renders")).hasSize(3).contains("7", "{}");
    assertThat(video.view().renders()).hasSize(1);
    assertThat(json(after(odd, video(T, 9, "newer")).attributes()).elements("renders")).hasSize(1);
  }

  @Test
  void aVideoDoesNotGrowWithoutEnd() {
    String address = "x".repeat(MemberwiseRecord.MAX_BYTES - 1_000);
    Video video = after(video(T, 0, "Spot", CatalogFixture.render("a", "queued", address, null)));

    Effect effect =
        video.apply(video(T, 1, "Spot", CatalogFixture.render("b", "queued", address, null)));

    assertThat(effect.outcome()).isInstanceOf(Outcome.Ignored.class);
    assertThat(video.view().renders()).hasSize(1);
  }

  @Test
  void theIdsOfTheHeaderStayWhenALaterEventLacksThem() {
    VideoChanged named = owned(0, "A1", "partner-1");
    VideoChanged unnamed = owned(5, "", "");
    VideoChanged renamed = owned(3, "A1", "partner-2");

    for (List<VideoChanged> order :
        List.of(List.of(named, unnamed, renamed), List.of(renamed, unnamed, named))) {
      Video video = after(order.toArray(VideoChanged[]::new));
      assertThat(video.view().accountId()).isEqualTo("A1");
      assertThat(video.view().externalId()).isEqualTo("partner-2");
    }
  }

  private static VideoChanged owned(int second, String account, String external) {
    return new VideoChanged(
        "v", null, T.plusSeconds(second), account, external, json("{}"), List.of());
  }

  @Test
  void theExternalIdOfAnAccountStaysWhenALaterEventLacksIt() {
    AccountChanged named = new AccountChanged("a", T, "partner-1", json("{'firstName':'Ada'}"));
    AccountChanged later = new AccountChanged("a", T.plusSeconds(1), json("{'firstName':'Bo'}"));

    for (Account account : List.of(account(named, later), account(later, named))) {
      assertThat(account.view().externalId()).isEqualTo("partner-1");
      assertThat(account.view().firstName()).isEqualTo("Bo");
    }
  }

  @Test
  void ofAccountsOfOneTimeTheLaterTextWinsInBothOrders() {
    AccountChanged ada = new AccountChanged("a", T, json("{'firstName':'Ada'}"));
    AccountChanged bo = new AccountChanged("a", T, json("{'firstName':'Bo'}"));

    assertThat(account(ada, bo).view().firstName()).isEqualTo("Bo");
    assertThat(account(bo, ada).view().firstName()).isEqualTo("Bo");
  }

  @Test
  void anOlderAccountEventIsIgnored() {
    Account account = account(new AccountChanged("a", T, json("{'firstName':'Ada'}")));

    assertThat(account.apply(new AccountChanged("a", T.minusSeconds(1), json("{}"))).outcome())
        .isInstanceOf(Outcome.Ignored.class);
  }

  private static Account account(AccountChanged... events) {
    Account account = new Account("test", "a");
    for (AccountChanged event : events) {
      account.apply(event);
    }
    return account;
  }
}
