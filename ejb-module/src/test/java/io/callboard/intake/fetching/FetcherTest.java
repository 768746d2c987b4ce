package io.callboard.intake.fetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.fetch.FetchResult;
import io.callboard.fetch.FetchSettlement;
import io.callboard.fetch.Overtaken;
import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.CallLimit;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.provider.Source;
import io.callboard.provider.api.ApiAccess;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.ProviderApi;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The treatment of records that cannot be fetched or settled. */
class FetcherTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final List<String> done = new ArrayList<>();
  private final Iterator<FetchClaim> due = List.of(claim("bad"), claim("good")).iterator();

  private static FetchClaim claim(String id) {
    return new FetchClaim("s", "profile", id, 1, 0, NOW);
  }

  private void fetch(Supplier<FetchResult> read, RuntimeException failure) {
    URI url = URI.create("http://localhost");
    SourceApi api = new SourceApi("s", new Api(read), new ApiAccess(url, "key", Duration.ZERO));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    new Fetcher(new Caller(), new Queue(), new Settlement(failure), new Health(), clock)
        .fetchDue(api);
  }

  @Test
  void givesUpARecordThatDoesNotTakeWhatWasFetchedAndFetchesTheNext() {
    for (RuntimeException failure :
        List.of(
            new IllegalStateException("a bug"),
            new IllegalStateException(new SQLException("too long", "22001")))) {
      FetcherTest test = new FetcherTest();

      test.fetch(FetchResult.Deleted::new, failure);

      assertThat(test.done).containsExactly("given up bad", "settled good");
    }
  }

  @Test
  void givesUpNothingForAnOutageOrBecauseAnEventCameMeanwhile() {
    for (RuntimeException failure :
        List.of(new Overtaken(), new IllegalStateException(new SQLException("gone", "08006")))) {
      FetcherTest test = new FetcherTest();

      assertThatThrownBy(() -> test.fetch(FetchResult.Deleted::new, failure)).isSameAs(failure);
      assertThat(test.done).isEmpty();
    }
  }

  @Test
  void asksAgainLaterForAnAnswerAtWhichTheProvidersCodeFails() {
    fetch(
        () -> {
          throw new IllegalStateException("a bug");
        },
        new Overtaken());

    assertThat(done)
        .containsExactly(
            "put off bad: the provider's API: its answer cannot be read; the server's log says"
                + " more");
  }

  private static final class Caller extends ApiCaller {
    @Override
    Reply call(SourceApi to, URI address) {
      return new Reply.Answered(new ApiAnswer(200, Map.of(), new byte[0]));
    }
  }

  private final class Queue extends FetchQueue {
    @Override
    public Optional<FetchClaim> claim(String source, Instant now) {
      return due.hasNext() ? Optional.of(due.next()) : Optional.empty();
    }

    @Override
    public void putOff(FetchClaim claim, Instant until, String trouble) {
      done.add("put off " + claim.id() + ": " + trouble);
    }
  }

  private final class Settlement extends FetchSettlement {
    private final RuntimeException failure;

    Settlement(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void settle(FetchClaim claim, FetchResult result) {
      if (claim.id().equals("bad")) {
        throw failure;
      }
      done.add("settled " + claim.id());
    }

    @Override
    public void giveUp(FetchClaim claim, String cause) {
      done.add("given up " + claim.id());
    }
  }

  private static final class Health extends ApiHealth {
    @Override
    public boolean mayCall(String source, Instant now) {
      return true;
    }

    @Override
    public void succeeded(String source, Instant now) {}

    @Override
    public Instant failed(String source, String trouble, Instant now) {
      return now;
    }
  }

  private record Api(Supplier<FetchResult> read) implements ProviderApi {
    @Override
    public String name() {
      return "played";
    }

    @Override
    public Optional<ApiAccess> access(Source source) {
      return Optional.empty();
    }

    @Override
    public CallLimit limit() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> headers(ApiAccess access) {
      return Map.of();
    }

    @Override
    public Optional<String> path(String kind, String id) {
      return Optional.of("/" + id);
    }

    @Override
    public FetchResult read(String id, ApiAnswer answer) {
      return read.get();
    }

    @Override
    public Optional<Instant> quietUntil(ApiAnswer answer, Instant now) {
      return Optional.empty();
    }
  }
}
