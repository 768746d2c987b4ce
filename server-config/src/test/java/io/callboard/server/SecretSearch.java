package io.callboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds secrets in files of any kind: logs, configuration, databases, reports. */
public final class SecretSearch {
  /** Shorter secrets may be found by chance. */
  private static final int SHORTEST = 10;

  private static final int LONGEST = 4 << 10;
  private static final int CHUNK = 1 << 20;

  private final List<byte[]> secrets;
  private final boolean[] beginnings = new boolean[1 << 16];

  private SecretSearch(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .map(secret -> secret.getBytes(UTF_8))
            .toList();
    this.secrets.forEach(secret -> beginnings[beginning(secret[0], secret[1])] = true);
  }

  /**
   * Returns the files below a directory that contain one of the secrets, each with the secrets in
   * it. Paths are relative to the directory.
   */
  public static Map<Path, Collection<String>> of(Collection<String> secrets, Path directory) {
    SecretSearch traces = new SecretSearch(secrets);
    Map<Path, Collection<String>> found = new TreeMap<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                Collection<String> inFile = traces.in(file);
                if (!inFile.isEmpty()) {
                  found.put(directory.relativize(file), inFile);
                }
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Collection<String> in(Path file) throws IOException {
    Collection<String> found = new TreeSet<>();
    byte[] window = new byte[CHUNK + LONGEST];
    int kept = 0;
    try (InputStream bytes = Files.newInputStream(file)) {
      int read = bytes.readNBytes(window, 0, CHUNK);
      while (read > 0) {
        int end = kept + read;
        search(window, end, found);
        kept = Math.min(end, LONGEST);
        System.arraycopy(window, end - kept, window, 0, kept);
        read = bytes.readNBytes(window, kept, CHUNK);
      }
    } catch (NoSuchFileException e) {
      // The server removed the file after it was listed.
      return List.of();
    }
    return found;
  }

  private void search(byte[] window, int end, Collection<String> found) {
    for (int at = 0; at < end - 1; at++) {
      if (beginnings[beginning(window[at], window[at + 1])]) {
        for (byte[] secret : secrets) {
          int after = at + secret.length;
          if (after <= end && Arrays.equals(window, at, after, secret, 0, secret.length)) {
            found.add(new String(secret, UTF_8));
          }
        }
      }
    }
  }

  private static int beginning(byte first, byte second) {
    return ((first & 0xff) << 8) | (second & 0xff);
  }
}
