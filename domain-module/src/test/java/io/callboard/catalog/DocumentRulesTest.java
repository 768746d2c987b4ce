package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static io.callboard.catalog.DocumentAction.CREATE;
import static io.callboard.catalog.DocumentAction.DELETE;
import static io.callboard.catalog.DocumentAction.PURGE;
import static io.callboard.catalog.DocumentAction.RESTORE;
import static io.callboard.catalog.DocumentAction.UPDATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.json.JsonMembers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentRulesTest {

  private static DocumentChanged media(
      DocumentAction action, long version, long date, String members) {
    return CatalogFixture.media(action, version, date, members);
  }

  private static DocumentChanged category(DocumentAction action, long version, String members) {
    return new DocumentChanged("category", "c", action, version, version, json(members));
  }

  private static CatalogRecord after(DocumentChanged... events) {
    CatalogRecord record = Subject.of("test", events[0]).orElseThrow().blank();
    for (DocumentChanged event : events) {
      record.apply(event);
    }
    return record;
  }

  /** Returns the document after the events, and asserts that the reverse order gives the same. */
  private static JsonMembers inBothOrders(DocumentChanged... events) {
    List<DocumentChanged> reversed = Arrays.asList(events.clone());
    Collections.reverse(reversed);
    CatalogRecord record = after(events);
    CatalogRecord other = after(reversed.toArray(DocumentChanged[]::new));
    assertThat(json(other.attributes())).isEqualTo(json(record.attributes()));
    assertThat(other.state()).isEqualTo(record.state());
    return json(record.attributes());
  }

  private static RecordState stateInBothOrders(DocumentChanged... events) {
    inBothOrders(events);
    return after(events).state();
  }

  @Test
  void eachMemberIsSetByTheNewestEventThatHasIt() {
    assertThat(
            inBothOrders(
                media(UPDATE, 1, 1, "{'title':'old','slug':'s'}"),
                media(UPDATE, 2, 2, "{'title':'new'}")))
        .isEqualTo(json("{'title':'new','slug':'s'}"));
  }

  @Test
  void aReSignedRetryOfOldDataDoesNotWin() {
    assertThat(
            inBothOrders(
                media(UPDATE, 2, 2, "{'title':'new'}"), media(UPDATE, 1, 9, "{'title':'old'}")))
        .isEqualTo(json("{'title':'new'}"));
  }

  @Test
  void atOneVersionAnUpdateBeatsACreateOfALaterDate() {
    assertThat(
            inBothOrders(
                media(CREATE, 1, 9, "{'title':'created'}"),
                media(UPDATE, 1, 1, "{'title':'updated'}")))
        .isEqualTo(json("{'title':'updated'}"));
  }

  @Test
  void atOneDateADeleteBeatsAnUpdateOfALaterVersion() {
    assertThat(stateInBothOrders(media(DELETE, 1, 9, "{}"), media(UPDATE, 9, 9, "{'status':'OK'}")))
        .isEqualTo(RecordState.DELETED);
  }

  @Test
  void aDeleteThatWasSignedLastWinsThoughItsDocumentIsOlderThanAPart() {
    DocumentChanged created = media(CREATE, 1, 1, "{'title':'a'}");
    DocumentChanged part = media(UPDATE, 6, 6, "{'title':'b','status':'OK'}");
    DocumentChanged deleted = media(DELETE, 5, 7, "{'title':'b'}");

    assertThat(after(created, part, deleted).state()).isEqualTo(RecordState.DELETED);
    assertThat(after(deleted, part, created).state()).isEqualTo(RecordState.DELETED);
    assertThat(after(part, deleted, created).state()).isEqualTo(RecordState.DELETED);
  }

  @Test
  void aNewerCreateBringsAMediaBackWithOrWithoutStatus() {
    for (String members : List.of("{'title':'again'}", "{'status':'OK'}", "{'status':'NEW'}")) {
      assertThat(stateInBothOrders(media(DELETE, 2, 2, "{}"), media(CREATE, 3, 3, members)))
          .isEqualTo(RecordState.CURRENT);
      assertThat(stateInBothOrders(media(DELETE, 2, 2, "{}"), media(CREATE, 1, 1, members)))
          .isEqualTo(RecordState.DELETED);
    }
    assertThat(
            stateInBothOrders(media(DELETE, 2, 2, "{}"), media(CREATE, 3, 3, "{'status':'TRASH'}")))
        .isEqualTo(RecordState.DELETED);
  }

  @Test
  void aVersionFarAheadCountsAsItsDate() {
    assertThat(
            inBothOrders(
                media(UPDATE, 9_999, 1, "{'title':'far'}"), media(UPDATE, 2, 2, "{'title':'b'}")))
        .isEqualTo(json("{'title':'b'}"));
  }

  @Test
  void aPurgeDropsWhatWasKnownWhenItWasSigned() {
    assertThat(
            inBothOrders(
                    media(UPDATE, 6, 6, "{'title':'part'}"), media(PURGE, 5, 7, "{'title':'part'}"))
                .isEmpty())
        .isTrue();
  }

  @Test
  void atOneVersionAndRankTheLaterDateWins() {
    assertThat(
            inBothOrders(
                media(UPDATE, 1, 1, "{'title':'first'}"), media(UPDATE, 1, 2, "{'title':'last'}")))
        .isEqualTo(json("{'title':'last'}"));
  }

  @Test
  void whatIsEqualInAllIsApplied() {
    CatalogRecord record = after(media(UPDATE, 1, 1, "{'title':'a'}"));

    assertThat(record.apply(media(UPDATE, 1, 1, "{'title':'b'}"))).isEqualTo(Effect.applied(true));
  }

  @Test
  void nullClearsAMemberAndKeepsOlderEventsFromSettingIt() {
    assertThat(
            inBothOrders(
                media(UPDATE, 1, 1, "{'title':'old','slug':'s'}"),
                media(UPDATE, 2, 2, "{'title':null}")))
        .isEqualTo(json("{'slug':'s'}"));
  }

  @Test
  void anEventIsIgnoredOnlyWhenItSetNothing() {
    CatalogRecord record =
        after(media(UPDATE, 1, 1, "{'slug':'s'}"), media(UPDATE, 3, 3, "{'title':'new'}"));

    assertThat(record.apply(media(UPDATE, 2, 2, "{'title':'old','slug':'t'}")).outcome())
        .isEqualTo(new Outcome.Applied(false));
    assertThat(record.apply(media(UPDATE, 1, 1, "{'title':'old','slug':'s'}")).outcome())
        .isInstanceOf(Outcome.Ignored.class);
  }

  @Test
  void mediaInTheTrashAreDeletedAndComeBackWithStatusOk() {
    DocumentChanged trash = media(UPDATE, 2, 2, "{'status':'TRASH'}");

    assertThat(stateInBothOrders(media(CREATE, 1, 1, "{'status':'OK'}"), trash))
        .isEqualTo(RecordState.DELETED);
    assertThat(stateInBothOrders(trash, media(UPDATE, 3, 3, "{'status':'OK'}")))
        .isEqualTo(RecordState.CURRENT);
  }

  @Test
  void anUpdateWithoutStatusLeavesMediaDeletedAndStillCounts() {
    assertThat(stateInBothOrders(media(DELETE, 2, 2, "{}"), media(UPDATE, 3, 3, "{'title':'a'}")))
        .isEqualTo(RecordState.DELETED);
    assertThat(stateInBothOrders(media(DELETE, 2, 2, "{}"), media(RESTORE, 3, 3, "{}")))
        .isEqualTo(RecordState.CURRENT);
  }

  @Test
  void anyNewerUpdateBringsAnotherDocumentBack() {
    assertThat(stateInBothOrders(category(DELETE, 2, "{}"), category(UPDATE, 3, "{'name':'a'}")))
        .isEqualTo(RecordState.CURRENT);
    assertThat(stateInBothOrders(category(DELETE, 2, "{}"), category(UPDATE, 1, "{'name':'a'}")))
        .isEqualTo(RecordState.DELETED);
    assertThat(
            stateInBothOrders(category(CREATE, 2, "{}"), category(UPDATE, 3, "{'status':'TRASH'}")))
        .isEqualTo(RecordState.DELETED);
  }

  @Test
  void aDeleteKeepsTheDocumentAndAPurgeDropsIt() {
    DocumentChanged created = media(CREATE, 1, 1, "{'title':'a'}");

    assertThat(inBothOrders(created, media(DELETE, 2, 2, "{}")).isEmpty()).isFalse();
    assertThat(inBothOrders(created, media(PURGE, 2, 2, "{'title':'a'}")).isEmpty()).isTrue();
  }

  @Test
  void aPurgeKeepsWhatIsNewer() {
    assertThat(
            inBothOrders(
                media(UPDATE, 1, 1, "{'title':'a','slug':'s'}"),
                media(PURGE, 2, 2, "{}"),
                media(UPDATE, 3, 3, "{'title':'b'}")))
        .isEqualTo(json("{'title':'b'}"));
  }

  @Test
  void aDocumentHasALimitOfMembers() {
    StringBuilder members = new StringBuilder("{'m0':0");
    for (int i = 1; i < MemberwiseRecord.MAX_MEMBERS; i++) {
      members.append(",'m" + i + "':null");
    }
    CatalogRecord record = after(media(UPDATE, 1, 1, members.append('}').toString()));

    assertThat(record.apply(media(UPDATE, 2, 2, "{'m0':1}")).outcome())
        .isEqualTo(new Outcome.Applied(false));
    assertThat(record.apply(media(UPDATE, 3, 3, "{'one':1}")).outcome())
        .isInstanceOf(Outcome.Ignored.class);
    assertThat(json(record.attributes())).isEqualTo(json("{'m0':1}"));
  }

  @Test
  void aDocumentGrowsUpToALimitOfBytes() {
    CatalogRecord record = after(media(UPDATE, 1, 1, "{}"));
    String threeBytesEach = "\u5a92".repeat(MemberwiseRecord.MAX_BYTES / 10);
    for (String name : List.of("a", "b", "c")) {
      assertThat(record.apply(media(UPDATE, 1, 1, "{'%s':'%s'}".formatted(name, threeBytesEach))))
          .isEqualTo(Effect.applied(true));
    }

    Outcome outcome = record.apply(media(UPDATE, 1, 1, "{'d':'" + threeBytesEach + "'}")).outcome();

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Ignored("the document would grow beyond 2000 members or 1048576 bytes"));
    assertThat(json(record.attributes()).names()).containsExactly("a", "b", "c");
    assertThat(String.valueOf(record.attributes()).getBytes(UTF_8))
        .hasSizeLessThan(MemberwiseRecord.MAX_BYTES)
        .hasSizeGreaterThan(MemberwiseRecord.MAX_BYTES * 8 / 10);
  }

  @Test
  void oneEventMayBringAGreaterDocumentWhichOthersDoNotMakeGreater() {
    String great = "x".repeat(2 * MemberwiseRecord.MAX_BYTES);
    CatalogRecord record = after(media(UPDATE, 1, 1, "{'a':'" + great + "'}"));

    assertThat(record.apply(media(UPDATE, 2, 2, "{'a':'" + great.replace('x', 'y') + "'}")))
        .isEqualTo(Effect.applied(true));
    assertThat(record.apply(media(UPDATE, 3, 3, "{'b':1}")).outcome())
        .isInstanceOf(Outcome.Ignored.class);
    assertThat(record.apply(media(UPDATE, 4, 4, "{'a':1,'b':1}"))).isEqualTo(Effect.applied(true));
    assertThat(json(record.attributes())).isEqualTo(json("{'a':1,'b':1}"));
  }

  @Test
  void aDeleteWhoseDocumentIsTooLargeDeletesAllTheSame() {
    String great = "x".repeat(MemberwiseRecord.MAX_BYTES * 2 / 3);
    CatalogRecord record = after(media(CREATE, 1, 1, "{'a':'" + great + "'}"));

    assertThat(record.apply(media(DELETE, 2, 2, "{'b':'" + great + "'}")))
        .isEqualTo(Effect.applied(true));
    assertThat(record.isDeleted()).isTrue();
    assertThat(json(record.attributes()).names()).containsExactly("a");
  }
}
