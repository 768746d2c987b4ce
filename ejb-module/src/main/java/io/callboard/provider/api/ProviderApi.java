package io.callboard.provider.api;

import io.callboard.fetch.FetchResult;
import io.callboard.fetch.queue.CallLimit;
import io.callboard.provider.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code for a provider's REST API. Like a {@link io.callboard.provider.Provider}, it is a
 * stateless bean in the provider's package, called from many threads.
 */
public interface ProviderApi {

  /** Returns the provider's name in configuration. */
  String name();

  /** Returns the API of a source; empty for a source whose records are not fetched. */
  Optional<ApiAccess> access(Source source);

  /** Returns the rate limit for all sources together. */
  CallLimit limit();

  /** Returns the headers that carry the key. */
  Map<String, String> headers(ApiAccess access);

  /**
   * Returns the path of a record, beginning with a slash; empty if the id cannot be part of a path.
   */
  Optional<String> path(String kind, String id);

  /**
   * Reads the answer for a record; its status is 200, 404 or 410.
   *
   * @throws UnusableAnswer if it is not as documented
   */
  FetchResult read(String id, ApiAnswer answer) throws UnusableAnswer;

  /**
   * Returns the earliest time of the next call, if the answer contains one. It may have any status.
   */
  Optional<Instant> quietUntil(ApiAnswer answer, Instant now);

  /**
   * Returns the path of the list of changed records; empty without such a list.
   *
   * @param since the earliest change to list, null for all
   */
  default Optional<String> listPath(@Nullable Instant since) {
    return Optional.empty();
  }

  /**
   * Reads an answer for a page of the list; its status is 200.
   *
   * @throws UnusableAnswer if it is not as documented
   */
  default ListedRecords readList(ApiAnswer answer) throws UnusableAnswer {
    throw new UnusableAnswer("it has no list of changed records");
  }
}
