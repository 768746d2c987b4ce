package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing is lost, duplicated or wrong: the senders' acknowledgements match the log, the ledger and
 * the records.
 */
final class Verification {
  private Verification() {}

  /** Waits until everything is settled, and checks it. */
  static void of(
      Server server, List<Sender> senders, List<String> acknowledged, Duration patience) {
    List<JsonNode> ledger = server.settledLedger(patience);
    assertThat(ledger)
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line.path("missing").asLong()).describedAs("%s", line).isZero();
              assertThat(line.path("balanced").asBoolean()).describedAs("%s", line).isTrue();
              assertThat(line.path("failed").asLong()).describedAs("%s", line).isZero();
              assertThat(line.path("parked").asLong()).describedAs("%s", line).isZero();
            });
    Map<String, Integer> logged = new HashMap<>();
    server.all("events").forEach(line -> logged.merge(line.path("id").asText(), 1, Integer::sum));
    long accepted = ledger.stream().mapToLong(line -> line.path("accepted").asLong()).sum();
    System.out.printf(
        "%d acknowledged, %d accepted, %d in the log: %s%n",
        acknowledged.size(), accepted, logged.size(), ledger);

    assertThat(acknowledged).doesNotHaveDuplicates();
    List<String> lost = new ArrayList<>(acknowledged);
    lost.removeAll(logged.keySet());
    assertThat(lost).describedAs("acknowledged and not in the log").isEmpty();
    assertThat(logged.values()).describedAs("rows of one id").containsOnly(1);
    assertThat(accepted).isEqualTo(logged.size());
    assertThat(senders.stream().flatMap(sender -> sender.wrongRecords(server).stream()))
        .describedAs("records")
        .isEmpty();
  }
}
