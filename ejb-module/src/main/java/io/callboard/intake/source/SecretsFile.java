package io.callboard.intake.source;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in a file, one per line, the current one first; blank lines are skipped. The file is
 * checked at most once a second and read again after a change. While it is missing, empty or
 * unreadable, the secrets read last stay in force.
 */
final class SecretsFile {
  static final long MAX_SIZE = 64 * 1024;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final System.Logger LOG = System.getLogger(SecretsFile.class.getName());

  private final Path path;
  private final String source;
  private final LongSupplier nanoTime;
  private final AtomicLong lookedAt;
  private volatile Content content;
  private volatile boolean unusable;

  private record Stamp(FileTime modified, long size, @Nullable Object file) {}

  private record Content(Stamp stamp, List<String> secrets) {}

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read, is not UTF-8, or holds no secrets or too many
   */
  SecretsFile(Path path, String source, LongSupplier nanoTime) throws IOException {
    this.path = path;
    this.source = source;
    this.nanoTime = nanoTime;
    this.lookedAt = new AtomicLong(nanoTime.getAsLong());
    this.content = read(stamp());
  }

  List<String> secrets() {
    long now = nanoTime.getAsLong();
    long last = lookedAt.get();
    if (now - last >= PAUSE && lookedAt.compareAndSet(last, now)) {
      look();
    }
    return content.secrets;
  }

  private void look() {
    try {
      Stamp stamp = stamp();
      if (!stamp.equals(content.stamp)) {
        content = read(stamp);
        LOG.log(Level.INFO, "Source {0}: the secrets file was read again", source);
      }
      unusable = false;
    } catch (IOException e) {
      if (!unusable) {
        LOG.log(
            Level.WARNING,
            "Source {0}: the secrets file cannot be read; the secrets read last stay in force",
            source);
      }
      unusable = true;
    }
  }

  private Stamp stamp() throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  private Content read(Stamp stamp) throws IOException {
    if (stamp.size > MAX_SIZE) {
      throw new IOException("the secrets file is too long");
    }
    List<String> secrets =
        Files.readAllLines(path).stream().filter(line -> !line.isBlank()).toList();
    if (secrets.isEmpty() || secrets.size() > SourceSettings.MAX_SECRETS) {
      throw new IOException("the secrets file has no secrets or too many");
    }
    return new Content(stamp, secrets);
  }
}
