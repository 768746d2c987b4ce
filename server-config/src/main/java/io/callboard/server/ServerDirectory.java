package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one server. It belongs to one kind of server, because the kinds cannot read each
 * other's H2 file and broker journal. At most one server runs in it at a time.
 */
final class ServerDirectory {

  private static final String STAMP = "configured-by";
  private static final FileAttribute<?> OWNERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  private ServerDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens or creates the directory.
   *
   * @throws CannotStart when it holds the data of another kind of server, or cannot be written to
   */
  static ServerDirectory open(Path root, String kind) {
    try {
      refuseOtherKind(root, kind);
      refuseOtherKind(root.resolveSibling(""), kind);
      Files.createDirectories(root, OWNERS);
      Files.writeString(root.resolve("server-kind"), kind);
      return new ServerDirectory(root);
    } catch (IOException e) {
      throw new CannotStart(
          "Cannot store a server's data in %s (%s). Choose another directory with -Ddata.dir="
              .formatted(root, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> "the directory cannot be created";
    };
  }

  private static void refuseOtherKind(Path directory, String kind) throws IOException {
    Path mark = directory.resolve("server-kind");
    if (Files.exists(mark) && !Files.readString(mark).strip().equals(kind)) {
      throw new CannotStart(
          directory
              + " holds the data of another kind of server ("
              + Files.readString(mark).strip()
              + "). Choose another directory with -Ddata.dir=");
    }
  }

  /** Returns the stamp of the last preparation; empty in a new directory. */
  Optional<String> preparedBy() {
    return read(STAMP);
  }

  /** Records the stamp of a completed preparation. */
  void prepared(String by) {
    write(STAMP, by);
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  Optional<String> read(String name) {
    try {
      Path file = path(name);
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file atomically, readable only by its owner. */
  void write(String name, String content) {
    try {
      Path part = path(name + ".part");
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, content);
      Files.move(
          part, path(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a secret of this directory. The first call creates it from {@code bytes} random bytes;
   * later calls return the same.
   */
  String secret(String name, int bytes) {
    return read(name)
        .orElseGet(
            () -> {
              byte[] random = new byte[bytes];
              new SecureRandom().nextBytes(random);
              String secret = HexFormat.of().formatHex(random);
              write(name, secret);
              return secret;
            });
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates a subdirectory that only its owner may enter. */
  void make(String name) {
    try {
      Files.createDirectories(path(name), OWNERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a subdirectory with a copy of another directory. */
  void replace(String name, Path original) {
    Path copy = path(name);
    remove(name);
    try {
      try (Stream<Path> files = Files.walk(original)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.copy(
              file, copy.resolve(original.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a subdirectory with all its content. */
  void remove(String name) {
    Path gone = path(name);
    if (!Files.exists(gone)) {
      return;
    }
    try (Stream<Path> old = Files.walk(gone).sorted(Comparator.reverseOrder())) {
      for (Path file : (Iterable<Path>) old::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
