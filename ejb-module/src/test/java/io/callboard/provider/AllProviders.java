package io.callboard.provider;

import io.callboard.intake.source.Providers;
import java.util.List;
import java.util.stream.Stream;

/** The providers of the application, created as the container creates them. */
public final class AllProviders {
  private static final List<String> BEANS =
      List.of(
          "filmmakers.FilmmakersProvider",
          "mediastream.MediastreamProvider",
          "waymark.WaymarkProvider",
          "signed.SignedProvider");

  private AllProviders() {}

  public static Providers found() {
    return new Providers(stream().toList());
  }

  public static Stream<Provider> stream() {
    return BEANS.stream().map(AllProviders::make);
  }

  private static Provider make(String bean) {
    try {
      var constructor = Class.forName("io.callboard.provider." + bean).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Provider) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
