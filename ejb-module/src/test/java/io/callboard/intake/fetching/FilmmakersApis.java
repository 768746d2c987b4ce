package io.callboard.intake.fetching;

import io.callboard.provider.api.ProviderApi;
import java.util.List;

/** The API of Filmmakers, created as the container creates it. */
public final class FilmmakersApis {
  private FilmmakersApis() {}

  public static ProviderApis found() {
    try {
      var constructor =
          Class.forName("io.callboard.provider.filmmakers.FilmmakersApi").getDeclaredConstructor();
      constructor.setAccessible(true);
      return new ProviderApis(List.of((ProviderApi) constructor.newInstance()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
