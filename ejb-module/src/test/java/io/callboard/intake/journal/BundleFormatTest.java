package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.journal.BundleFormat.NewerVersion;
import io.callboard.intake.journal.BundleFormat.Unreadable;
import io.callboard.provider.ProvenDelivery;
import io.callboard.signature.Verification.Verified;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BundleFormatTest {
  private final Bundle bundle =
      new Bundle(
          UUID.randomUUID(),
          3,
          17,
          Map.of("filmmakers", 40L, "waymark", 2L),
          List.of(
              ProvenDeliveries.proven("filmmakers", "{\"a\":\"ü\"}"),
              new ProvenDelivery(
                  ProvenDeliveries.proven("waymark", new byte[] {0, -1, 13}).delivery(),
                  new Verified(List.of(), null))));

  @Test
  void readsWhatItWrote() throws Exception {
    Bundle read = BundleFormat.read(BundleFormat.write(bundle));
    assertThat(read).usingRecursiveComparison().isEqualTo(bundle);
    assertThat(read.deliveries().get(1).delivery().body()).containsExactly(0, -1, 13);
  }

  @Test
  void neverNeedsMoreBytesThanItSays() {
    int size = bundle.deliveries().stream().mapToInt(BundleFormat::size).sum();
    assertThat(BundleFormat.write(bundle).length).isLessThan(size);
  }

  @Test
  void leavesANewerVersionToANewerRelease() {
    byte[] message = BundleFormat.write(bundle);
    message[2] = 2;
    assertThatThrownBy(() -> BundleFormat.read(message)).isInstanceOf(NewerVersion.class);
  }

  @Test
  void findsEveryTruncationUnreadable() {
    byte[] message = BundleFormat.write(bundle);
    for (int length = 0; length < message.length; length++) {
      byte[] truncated = Arrays.copyOf(message, length);
      assertThatThrownBy(() -> BundleFormat.read(truncated)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void findsTrailingBytesUnreadable() {
    byte[] message = BundleFormat.write(bundle);
    assertThatThrownBy(() -> BundleFormat.read(Arrays.copyOf(message, message.length + 1)))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void readsNoDamageAsAnythingButABundleOrARefusal() {
    byte[] message = BundleFormat.write(bundle);
    for (int at = 0; at < message.length; at++) {
      byte[] damaged = message.clone();
      damaged[at] ^= (byte) 0x80;
      try {
        assertThat(BundleFormat.read(damaged)).isNotNull();
      } catch (Unreadable | NewerVersion e) {
        assertThat(e).hasMessageNotContaining("filmmakers");
      }
    }
  }
}
