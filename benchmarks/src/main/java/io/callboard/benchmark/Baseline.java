package io.callboard.benchmark;

import io.callboard.benchmark.baseline.BaselineApplication;
import io.callboard.benchmark.baseline.BaselineResource;
import io.callboard.server.Assembly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the baseline as a web application. */
final class Baseline {
  static final String PATH = "/baseline/";

  private static final String WAR = "baseline.war";

  private Baseline() {}

  /** Deploys the baseline on a server of that kind that is not started yet. */
  static void deploy(String kind, Path directory) throws IOException {
    if (kind.equals(Assembly.WILDFLY)) {
      writeTo(directory.resolve("deployments"));
    } else {
      writeTo(directory);
      Path overrides = directory.resolve("servers/callboard/configDropins/overrides");
      Files.createDirectories(overrides);
      Files.writeString(
          overrides.resolve("baseline.xml"),
          "<server><webApplication location=\"%s\" contextRoot=\"/baseline\"/></server>"
              .formatted(directory.resolve(WAR)));
    }
  }

  private static void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(directory.resolve(WAR)))) {
      add(war, BaselineApplication.class);
      add(war, BaselineResource.class);
    }
  }

  private static void add(ZipOutputStream war, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    war.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
    try (InputStream bytes = type.getResourceAsStream("/" + name)) {
      if (bytes == null) {
        throw new IOException(name + " is not on the class path");
      }
      bytes.transferTo(war);
    }
  }
}
