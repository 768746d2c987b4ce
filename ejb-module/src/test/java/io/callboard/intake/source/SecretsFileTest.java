package io.callboard.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFileTest {
  @TempDir Path folder;
  private final AtomicLong nanoTime = new AtomicLong();
  private Path path = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    path = Files.writeString(folder.resolve("secrets"), "first\nsecond\n");
  }

  private SecretsFile file() throws IOException {
    return new SecretsFile(path, "test", nanoTime::get);
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private void passASecond() {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void readsTheFileAgainWhenItChangedAndASecondPassed() throws IOException {
    SecretsFile file = file();
    write("third\n");
    assertThat(file.secrets()).containsExactly("first", "second");

    passASecond();
    assertThat(file.secrets()).containsExactly("third");
  }

  @Test
  void keepsTheSecretsWhileTheFileIsGoneAndTakesThoseOfItsReturn() throws IOException {
    SecretsFile file = file();
    Files.delete(path);
    passASecond();
    assertThat(file.secrets()).containsExactly("first", "second");

    write("third\n");
    passASecond();
    assertThat(file.secrets()).containsExactly("third");
  }

  @Test
  void keepsTheSecretsWhileTheFileIsEmptyOrUnreadable() throws IOException {
    SecretsFile file = file();
    write("\n \n");
    passASecond();
    assertThat(file.secrets()).containsExactly("first", "second");

    Files.write(path, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    passASecond();
    assertThat(file.secrets()).containsExactly("first", "second");

    write("s\n".repeat(SourceSettings.MAX_SECRETS + 1));
    passASecond();
    assertThat(file.secrets()).containsExactly("first", "second");
  }

  @Test
  void doesNotStartWithoutSecrets() throws IOException {
    write("");
    assertThatThrownBy(this::file).isInstanceOf(IOException.class);

    write("x".repeat((int) SecretsFile.MAX_SIZE + 1));
    assertThatThrownBy(this::file).isInstanceOf(IOException.class);
  }
}
