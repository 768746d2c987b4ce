package io.callboard.intake.api;

import io.callboard.fetch.CallLimit;
import io.callboard.fetch.FetchResult;
import io.callboard.intake.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Callboard must know of a provider's REST API. Like a {@link io.callboard.intake.Provider} it
 * is a bean in the provider's package, keeps no state and is called from many threads.
 */
public interface ProviderApi {

  /** The provider's name in configuration. */
  String name();

  /** Where a source's records are fetched from; empty for one whose records are not fetched. */
  Optional<ApiAccess> access(Source source);

  /** How many calls all sources together may make. */
  CallLimit limit();

  /** The headers that carry the key. */
  Map<String, String> headers(ApiAccess access);

  /** The path of a record, beginning with a slash; empty for one whose id cannot be part of it. */
  Optional<String> path(String kind, String id);

  /**
   * What the answer for a record says; its status is 200, 404 or 410.
   *
   * @throws UnusableAnswer if it is not what is documented
   */
  FetchResult read(String id, ApiAnswer answer) throws UnusableAnswer;

  /** When the provider wants the next call, where the answer, of any status, says so. */
  Optional<Instant> quietUntil(ApiAnswer answer, Instant now);

  /**
   * The path of the list of what changed; empty when there is no such list.
   *
   * @param since leaves out what changed before, null lists all
   */
  default Optional<String> listPath(@Nullable Instant since) {
    return Optional.empty();
  }

  /**
   * What an answer for a page of the list says; its status is 200.
   *
   * @throws UnusableAnswer if it is not what is documented
   */
  default ListedRecords readList(ApiAnswer answer) throws UnusableAnswer {
    throw new UnusableAnswer("there is no list");
  }
}
