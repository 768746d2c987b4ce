package io.callboard.check;

import io.callboard.intake.source.Providers;
import io.callboard.provider.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The providers, found without a container: every class of this module whose name ends in {@code
 * Provider} and whose package is below {@code provider}.
 */
final class ProvidersOfTheBuild {
  private static final String PROVIDER = "io/callboard/provider";
  private static final String ENDING = "Provider.class";

  private ProvidersOfTheBuild() {}

  static Providers found() {
    try {
      Path module =
          Path.of(Provider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(module)) {
        return new Providers(below(module));
      }
      try (FileSystem jar = FileSystems.newFileSystem(module)) {
        return new Providers(below(jar.getPath("/")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Provider> below(Path root) throws IOException {
    Path provider = root.resolve(PROVIDER);
    try (Stream<Path> files = Files.walk(provider)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .filter(file -> !provider.equals(file.getParent()))
          .map(file -> make(root.relativize(file).toString()))
          .toList();
    }
  }

  private static Provider make(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
    try {
      var constructor = Class.forName(name).asSubclass(Provider.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " cannot be used as a provider", e);
    }
  }
}
