package io.callboard.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.provider.AllProviders;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredSourceTest {
  private static final String FIRST = "whsec_Zmlyc3Q=";
  private static final String SECOND = "whsec_c2Vjb25k";

  @TempDir Path folder;
  private final AtomicLong nanoTime = new AtomicLong();

  private void rotate(Path path, String text) throws IOException {
    Files.writeString(path, text);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.addAndGet(5_000_000_000L));
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  @Test
  void keepsTheLastGoodSecretsWhenTheProviderObjectsToNewOnes() throws IOException {
    Path path = Files.writeString(folder.resolve("secrets"), FIRST);
    Source source =
        Deliveries.source(
            "signed",
            SignaturePolicy.REQUIRED,
            Map.of("scheme", "standard-webhooks", "pointer.type", "/t", "pointer.subject", "/s"),
            FIRST);
    ConfiguredSource configured =
        new ConfiguredSource(
            source, new SecretsFile(path, "test", nanoTime::get), AllProviders.found().of(source));

    rotate(path, "not of this scheme\n" + FIRST);
    assertThat(configured.current().secrets()).isEqualTo(List.of(FIRST));

    rotate(path, SECOND + "\n" + FIRST);
    assertThat(configured.current().secrets()).containsExactly(SECOND, FIRST);

    rotate(path, FIRST);
    assertThat(configured.current().secrets()).containsExactly(FIRST);
  }
}
