package io.callboard.benchmark;

import io.callboard.benchmark.baseline.BaselineApplication;
import io.callboard.benchmark.baseline.BaselineResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the baseline as a web application. */
final class Baseline {
  static final String PATH = "/baseline/";

  private Baseline() {}

  /** Writes {@code baseline.war} into a directory. */
  static void writeTo(Path directory) throws IOException {
    try (ZipOutputStream war =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("baseline.war")))) {
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
