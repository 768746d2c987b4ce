package io.callboard.intake.journal;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The description of a bundle in the properties of its message. It lets operators distinguish
 * messages in the broker, and accounts for a message that cannot be read.
 *
 * @param events how many events of each source the bundle contains
 * @param carried how many events of each source the lane has carried up to and including this
 *     message
 */
public record MessageLabel(
    UUID run, int lane, long number, Map<String, Integer> events, Map<String, Long> carried) {
  private static final String RUN = "callboard_run";
  private static final String LANE = "callboard_lane";
  private static final String NUMBER = "callboard_number";
  private static final String EVENTS = "callboard_events";
  private static final String CARRIED = "callboard_carried";

  static MessageLabel of(Bundle bundle) {
    return new MessageLabel(
        bundle.run(), bundle.lane(), bundle.number(), bundle.events(), bundle.carried());
  }

  void write(Message message) throws JMSException {
    message.setStringProperty(RUN, run.toString());
    message.setIntProperty(LANE, lane);
    message.setLongProperty(NUMBER, number);
    message.setStringProperty(EVENTS, text(events));
    message.setStringProperty(CARRIED, text(carried));
  }

  /** Returns the label of a message; empty if it is incomplete or invalid. */
  public static Optional<MessageLabel> read(Message message) throws JMSException {
    for (String property : List.of(RUN, LANE, NUMBER, EVENTS, CARRIED)) {
      if (!message.propertyExists(property)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          new MessageLabel(
              UUID.fromString(message.getStringProperty(RUN)),
              message.getIntProperty(LANE),
              message.getLongProperty(NUMBER),
              counts(message.getStringProperty(EVENTS), Integer::valueOf),
              counts(message.getStringProperty(CARRIED), Long::valueOf)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + "=" + count.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static <N> Map<String, N> counts(String text, Function<String, N> number) {
    List<String> parts = new ArrayList<>(List.of(text.split(",")));
    parts.removeIf(String::isEmpty);
    return parts.stream()
        .map(part -> part.split("=", 2))
        .collect(Collectors.toMap(part -> part[0], part -> number.apply(part[part.length - 1])));
  }
}
