package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageLabelTest {
  private static final MessageLabel LABEL =
      new MessageLabel(
          UUID.fromString("6b1ee1a2-29a6-4a0d-8d2b-111111111111"),
          2,
          7,
          Map.of("filmmakers", 3, "waymark", 1),
          Map.of("filmmakers", 30L, "waymark", 11L));

  private final Map<String, Object> properties = new HashMap<>();

  @Test
  void isReadAsItWasWritten() throws JMSException {
    LABEL.write(message());

    assertThat(MessageLabel.read(message())).contains(LABEL);
  }

  @Test
  void isNoneWhereAnyPartIsMissing() throws JMSException {
    LABEL.write(message());
    for (String name : List.copyOf(properties.keySet())) {
      Object value = properties.remove(name);
      assertThat(MessageLabel.read(message())).describedAs(name).isEmpty();
      properties.put(name, value);
    }
  }

  @Test
  void isNoneWhereACountCannotBeRead() throws JMSException {
    LABEL.write(message());
    for (String counts : List.of("filmmakers", "filmmakers=", "a=1,a=2", "=,=")) {
      properties.put("callboard_events", counts);
      assertThat(MessageLabel.read(message())).describedAs(counts).isEmpty();
    }
  }

  /** Returns a message that has only properties. */
  private Message message() {
    return (Message)
        Proxy.newProxyInstance(
            Message.class.getClassLoader(),
            new Class<?>[] {Message.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "propertyExists" -> properties.containsKey((String) arguments[0]);
                  case "getStringProperty", "getIntProperty", "getLongProperty" ->
                      properties.get((String) arguments[0]);
                  case "setStringProperty", "setIntProperty", "setLongProperty" ->
                      properties.put((String) arguments[0], arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
