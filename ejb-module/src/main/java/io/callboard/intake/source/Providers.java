package io.callboard.intake.source;

import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The providers of the application, by name. */
@ApplicationScoped
public class Providers {
  private final Map<String, Provider> byName = new TreeMap<>();

  /** For the container's proxy. */
  Providers() {}

  @Inject
  Providers(@Any Instance<Provider> found) {
    this((Iterable<Provider>) found);
  }

  /**
   * Creates a set of given providers.
   *
   * @throws IllegalStateException if two have the same name
   */
  public Providers(Iterable<Provider> found) {
    for (Provider provider : found) {
      if (byName.put(provider.name(), provider) != null) {
        throw new IllegalStateException("two providers are named " + provider.name());
      }
    }
  }

  /** Returns the provider with that name. */
  public Optional<Provider> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns the provider of a configured source.
   *
   * @throws IllegalStateException if there is none, which {@link Sources} rules out at startup
   */
  public Provider of(Source source) {
    return named(source.provider())
        .orElseThrow(() -> new IllegalStateException("no provider for " + source));
  }

  /** Returns all names, separated by commas. */
  public String names() {
    return String.join(", ", byName.keySet());
  }
}
