package io.callboard.fetch;

import static io.callboard.fetch.FetchFixture.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.ProfileDeleted;
import io.callboard.catalog.CatalogChange.ProfileReported;
import io.callboard.catalog.DocumentAction;
import io.callboard.catalog.RecordState;
import io.callboard.eventlog.EventLog;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FetchSettlementTest {
  private final FetchFixture fetches;

  FetchSettlementTest(TestDatabase database) {
    this.fetches = new FetchFixture(database);
  }

  @Test
  void aFetchedProfileIsCurrentAndItsEventsAreApplied() {
    UUID first = fetches.updated("7");
    UUID second = fetches.updated("7");
    FetchClaim claim = fetches.claim().orElseThrow();

    fetches.settle(
        claim, found("{'id':7,'first_name':'Ada','new_field':[1]}", "2026-11-21T11:00:00Z"));

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.CURRENT);
    assertThat(fetches.profile("7").firstName()).isEqualTo("Ada");
    assertThat(fetches.profile("7").attributes()).contains("\"new_field\":[1]");
    assertThat(fetches.profile("7").lastEvent()).isEqualTo(second);
    assertThat(fetches.state(first)).isEqualTo("APPLIED");
    assertThat(fetches.state(second)).isEqualTo("APPLIED");
    assertThat(fetches.total("pending")).isEqualTo("0");
    assertThat(fetches.total("applied")).isEqualTo("2");
    assertThat(fetches.requests()).isEqualTo("0");
  }

  @Test
  void anEventThatComesDuringTheFetchIsFetchedAgain() {
    UUID before = fetches.updated("7");
    FetchClaim claim = fetches.claim().orElseThrow();
    UUID during = fetches.updated("7");

    fetches.settle(claim, found("{'id':7,'first_name':'Ada'}", null));

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.PENDING);
    assertThat(fetches.profile("7").firstName()).isEqualTo("Ada");
    assertThat(fetches.state(before)).isEqualTo("APPLIED");
    assertThat(fetches.state(during)).isEqualTo("PENDING");
    fetches.settle(fetches.claim().orElseThrow(), found("{'id':7,'first_name':'Ada Maria'}", null));
    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.CURRENT);
    assertThat(fetches.state(during)).isEqualTo("APPLIED");
  }

  @Test
  void anOlderDocumentDoesNotReplaceANewerOne() {
    fetches.updated("7");
    fetches.settle(
        fetches.claim().orElseThrow(), found("{'first_name':'new'}", "2026-11-21T11:00:00Z"));
    fetches.updated("7");

    fetches.settle(
        fetches.claim().orElseThrow(), found("{'first_name':'old'}", "2026-11-21T10:00:00Z"));

    assertThat(fetches.profile("7").firstName()).isEqualTo("new");
    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.CURRENT);
  }

  @Test
  void aProfileThatIsGoneIsDeletedUntilANewerEventAsks() {
    UUID event = fetches.updated("7");

    fetches.settle(fetches.claim().orElseThrow(), new FetchResult.Deleted());

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.DELETED);
    assertThat(fetches.profile("7").mergedInto()).isNull();
    assertThat(fetches.state(event)).isEqualTo("APPLIED");
    fetches.updated("7");
    fetches.settle(fetches.claim().orElseThrow(), found("{'first_name':'back'}", null));
    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.CURRENT);
  }

  @Test
  void aMergedProfilePointsToTheNewOneWhichIsFetched() {
    UUID event = fetches.updated("7");

    fetches.settle(fetches.claim().orElseThrow(), new FetchResult.Merged("8"));

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.DELETED);
    assertThat(fetches.profile("7").mergedInto()).isEqualTo("8");
    assertThat(fetches.profile("8").state()).isEqualTo(RecordState.PENDING);
    assertThat(fetches.profile("8").lastEvent()).isEqualTo(event);
    FetchClaim next = fetches.claim().orElseThrow();
    assertThat(next.id()).isEqualTo("8");
    fetches.settle(next, found("{'first_name':'Ada'}", null));
    assertThat(fetches.profile("8").state()).isEqualTo(RecordState.CURRENT);
  }

  @Test
  void aMergeIntoWhoWasErasedBringsNobodyBack() {
    fetches.updated("7");
    fetches.erase("8");

    fetches.settle(fetches.claim().orElseThrow(), new FetchResult.Merged("8"));

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.DELETED);
    assertThat(fetches.profile("7").mergedInto()).isNull();
    assertThat(fetches.knowsProfile("8")).isFalse();
    assertThat(fetches.requests()).isEqualTo("0");
  }

  @Test
  void aFetchThatWasUnderWayBringsNobodyBackWhoWasErased() {
    fetches.updated("7");
    FetchClaim claim = fetches.claim().orElseThrow();
    fetches.erase("7");

    fetches.settle(claim, found("{'first_name':'Ada'}", null));

    assertThat(fetches.knowsProfile("7")).isFalse();
    assertThat(fetches.total("pending")).isEqualTo("0");
    assertThat(fetches.total("ignored")).isEqualTo("1");
  }

  @Test
  void profilesThatAreMergedIntoEachOtherAreNotFetchedForEver() {
    fetches.updated("7");
    fetches.settle(fetches.claim().orElseThrow(), new FetchResult.Merged("8"));

    fetches.settle(fetches.claim().orElseThrow(), new FetchResult.Merged("7"));

    assertThat(fetches.requests()).isEqualTo("0");
  }

  @Test
  void aDeleteThatComesDuringTheFetchHolds() {
    UUID event = fetches.updated("7");
    FetchClaim claim = fetches.claim().orElseThrow();
    fetches.apply(new ProfileDeleted("7", fetches.now().plusSeconds(60)));

    fetches.settle(claim, found("{'first_name':'late'}", null));

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.DELETED);
    assertThat(fetches.state(event)).isEqualTo("PENDING");
  }

  @Test
  void aClaimThatAnotherNodeSettledChangesNothing() {
    fetches.updated("7");
    FetchClaim late = fetches.claim().orElseThrow();
    fetches.pass(FetchQueue.LEASE.toSeconds() + 1);
    fetches.settle(fetches.claim().orElseThrow(), found("{'first_name':'Ada'}", null));

    fetches.settle(late, new FetchResult.Deleted());

    assertThat(fetches.profile("7").state()).isEqualTo(RecordState.CURRENT);
    assertThat(fetches.total("applied")).isEqualTo("1");
  }

  @Test
  void whatIsGivenUpFailsItsEventsAndTheNextEventAsksAnew() {
    UUID event = fetches.updated("7");

    fetches.giveUp(fetches.claim().orElseThrow(), "nobody knows it");

    assertThat(fetches.state(event)).isEqualTo("FAILED");
    assertThat(fetches.cause(event)).isEqualTo("nobody knows it");
    assertThat(fetches.total("failed")).isEqualTo("1");
    fetches.updated("7");
    assertThat(fetches.claim()).isPresent();
  }

  @Test
  void aProfileThatTheListReportsIsFetchedUnlessItIsKnownToBeAsNew() {
    fetches.apply(new ProfileReported("7", fetches.now(), false));
    fetches.settle(fetches.claim().orElseThrow(), found("{'id':7}", fetches.now().toString()));

    fetches.apply(new ProfileReported("7", fetches.now(), false));
    assertThat(fetches.claim()).isEmpty();
    fetches.apply(new ProfileReported("7", fetches.now().plusSeconds(1), false));
    assertThat(fetches.claim()).isPresent();
  }

  @Test
  void aFetchedDocumentReplacesWhatAForgedEventSetWithAFarVersion() {
    fetches.apply(
        new DocumentChanged(
            "media",
            "m",
            DocumentAction.UPDATE,
            Long.MAX_VALUE / 2,
            0,
            found("{'title':'forged','slug':'forged'}", null).members()));
    UUID event = fetches.announced("m");

    fetches.settle(
        fetches.claim().orElseThrow(), found("{'_id':'m','title':'genuine','status':'OK'}", null));

    assertThat(fetches.media("m").title()).isEqualTo("genuine");
    assertThat(fetches.media("m").slug()).isNull();
    assertThat(fetches.media("m").state()).isEqualTo(RecordState.CURRENT);
    assertThat(fetches.state(event)).isEqualTo("APPLIED");
  }

  @Test
  void aFetchedDocumentSettlesEventsHeldForTheirContent() {
    UUID genuine = fetches.announced("m");
    UUID held = fetches.held("m");

    fetches.settle(fetches.claim().orElseThrow(), found("{'_id':'m','title':'genuine'}", null));

    assertThat(fetches.state(genuine)).isEqualTo("APPLIED");
    assertThat(fetches.state(held)).isEqualTo("IGNORED");
    assertThat(fetches.cause(held)).isEqualTo(EventLog.FETCHED_INSTEAD);
    assertThat(fetches.total("held")).isEqualTo("0");
    assertThat(fetches.total("ignored")).isEqualTo("1");
  }

  @Test
  void aFetchedDocumentInTheTrashIsDeleted() {
    fetches.announced("m");

    fetches.settle(fetches.claim().orElseThrow(), found("{'_id':'m','status':'TRASH'}", null));

    assertThat(fetches.media("m").state()).isEqualTo(RecordState.DELETED);
  }
}
