package io.callboard.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;

/** One provider's events about five records of its own, each newer than the one before. */
final class Sender {
  private static final int RECORDS = 5;

  private final String source;
  private final int number;
  private final String filling;
  private final Instant begin = Instant.now().minusSeconds(86_400);
  private int sent;

  private Sender(String source, int number, int size) {
    this.source = source;
    this.number = number;
    this.filling = "x".repeat(size);
  }

  /** Returns two senders of each provider. */
  static List<Sender> ofAllProviders() {
    return ofAllProviders(0);
  }

  /**
   * Returns two senders of each provider; if a provider's events carry data, each event has that
   * many bytes more.
   */
  static List<Sender> ofAllProviders(int size) {
    return List.of(
        new Sender("filmmakers", 1, size),
        new Sender("filmmakers", 2, size),
        new Sender("mediastream", 1, size),
        new Sender("mediastream", 2, size),
        new Sender("waymark", 1, size),
        new Sender("waymark", 2, size));
  }

  String source() {
    return source;
  }

  /** Returns the next event; filmmakers signs it now, like every attempt. */
  SignedRequest next() {
    sent++;
    return event(sent);
  }

  /** Returns the number of events so far. */
  int sent() {
    return sent;
  }

  /** Returns an earlier event as the provider resends it, with a current signature. */
  SignedRequest event(int event) {
    String record = record(event);
    Instant time = begin.plusSeconds(event);
    return switch (source) {
      case "filmmakers" ->
          SignedRequests.filmmakers(
              Server.FILMMAKERS_SECRET, "actor_profile.updated", record, time, Instant.now());
      case "mediastream" ->
          SignedRequests.mediastream(
              Server.MEDIASTREAM_SECRET,
              "media.update",
              record,
              "{\"_id\":\"%s\",\"title\":\"%s\",\"filling\":\"%s\"}"
                  .formatted(record, title(event), filling),
              time);
      default ->
          SignedRequests.waymark(
              Server.WAYMARK_SECRET,
              "E-" + number + "-" + event,
              "video.completed",
              time,
              "{\"id\":\"%s\",\"name\":\"%s\",\"updatedAt\":\"%s\",\"filling\":\"%s\"}"
                  .formatted(record, title(event), time, filling),
              Instant.now());
    };
  }

  private String record(int event) {
    return Integer.toString(number * 1_000 + event % RECORDS);
  }

  private static String title(int event) {
    return "event " + event;
  }

  /** Returns descriptions of the sender's records that do not show their last event. */
  List<String> wrongRecords(Server server) {
    return java.util.stream.IntStream.rangeClosed(Math.max(1, sent - RECORDS + 1), sent)
        .mapToObj(event -> wrong(server, event))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private String wrong(Server server, int event) {
    String path =
        switch (source) {
          case "filmmakers" -> "profiles/filmmakers/";
          case "mediastream" -> "media/mediastream/";
          default -> "videos/waymark/";
        };
    JsonNode record = server.get(path + record(event));
    boolean right =
        switch (source) {
          case "filmmakers" -> record.path("state").asText().equals("PENDING");
          case "mediastream" -> record.path("title").asText().equals(title(event));
          default -> record.path("name").asText().equals(title(event));
        };
    return right ? "" : source + " event " + event + " but " + record;
  }
}
