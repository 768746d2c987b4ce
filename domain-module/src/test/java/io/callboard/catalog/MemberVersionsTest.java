package io.callboard.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemberVersionsTest {
  private static final long FAR = 4_000_000_000_000L;

  /**
   * Returns bytes as earlier releases wrote them: one stamp, of a document newer than its event.
   */
  private static byte[] written(long version, int rank, long date, boolean floor)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeInt(1);
    out.writeLong(version);
    out.writeByte(rank);
    out.writeLong(date);
    out.writeInt(floor ? 0 : -1);
    out.writeInt(0);
    out.writeInt(1);
    out.writeUTF("title");
    out.writeInt(0);
    return bytes.toByteArray();
  }

  @Test
  void aRowThatAVersionFarAheadFrozeTakesNewerEventsAgain() throws IOException {
    MemberVersions frozen = MemberVersions.parse(written(FAR, 1, 5, false));

    assertThat(frozen.set("title", new EventOrder(4, 1, 4), () -> true)).isFalse();
    assertThat(frozen.set("title", new EventOrder(6, 1, 6), () -> true)).isTrue();
    assertThat(frozen.setPresence(EventOrder.ofPresence(6, true))).isTrue();
  }

  @Test
  void theFloorAndThePresenceOfAnEarlierReleaseGoByTheirDate() throws IOException {
    MemberVersions versions = MemberVersions.parse(written(2, 2, 5, true));

    assertThat(versions.set("slug", new EventOrder(5, 1, 5), () -> true)).isFalse();
    assertThat(versions.set("slug", new EventOrder(6, 1, 6), () -> true)).isTrue();
    assertThat(versions.setPresence(EventOrder.ofPresence(4, true))).isFalse();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    MemberVersions versions = MemberVersions.parse(MemberVersions.NONE);
    versions.setPresence(EventOrder.ofPresence(7, false));
    versions.purge(EventOrder.ofPurge(3));
    versions.set("title", EventOrder.bounded(4, 1, 6), () -> true);

    MemberVersions read = MemberVersions.parse(versions.toBytes());

    assertThat(read.order()).isEqualTo(versions.order());
    assertThat(read.toBytes()).isEqualTo(versions.toBytes());
  }
}
