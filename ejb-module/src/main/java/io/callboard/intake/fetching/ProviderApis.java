package io.callboard.intake.fetching;

import io.callboard.provider.Source;
import io.callboard.provider.api.ApiAccess;
import io.callboard.provider.api.ProviderApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The APIs of the application's providers. */
@ApplicationScoped
public class ProviderApis {
  private final Map<String, ProviderApi> byName = new HashMap<>();

  /** For the container's proxy. */
  ProviderApis() {}

  @Inject
  ProviderApis(@Any Instance<ProviderApi> found) {
    this((Iterable<ProviderApi>) found);
  }

  /** Creates a set of the given APIs. */
  ProviderApis(Iterable<ProviderApi> found) {
    found.forEach(api -> byName.put(api.name(), api));
  }

  /** Returns the API of a source with its address and key; empty if none is configured. */
  public Optional<SourceApi> of(Source source) {
    return Optional.ofNullable(byName.get(source.provider()))
        .flatMap(api -> api.access(source).map(to -> new SourceApi(source.name(), api, to)));
  }

  /** A source's API. */
  public record SourceApi(String source, ProviderApi api, ApiAccess access) {

    /** Returns whether the API has a list of changed records. */
    public boolean lists() {
      return api.listPath(null).isPresent();
    }
  }
}
