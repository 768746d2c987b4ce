package io.callboard.testing;

import io.callboard.alarm.Alarm;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A recorder of raised alarms. */
public final class RaisedAlarms implements Event<Alarm> {
  private final List<Alarm> told = new ArrayList<>();

  /** Returns the alarms raised so far. */
  public List<Alarm> raised() {
    return told;
  }

  @Override
  public void fire(Alarm alarm) {
    told.add(alarm);
  }

  @Override
  public <U extends Alarm> CompletionStage<U> fireAsync(U alarm) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends Alarm> CompletionStage<U> fireAsync(U alarm, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<Alarm> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends Alarm> Event<U> select(Class<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends Alarm> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
