package io.callboard.benchmark.spring;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores events and updates the records that they change. */
@Service
class EventStore {
  private static final String INSERT_EVENT =
      """
      insert into event (id, type, subject, created_at, received_at, headers, body)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (type, subject, created_at) do nothing
      """;

  private static final String UPSERT_PROFILE =
      """
      insert into profile (id, state, updated_at, last_event) values (?, ?, ?, ?)
      on conflict (id) do update
        set state = excluded.state, updated_at = excluded.updated_at, last_event = excluded.last_event
        where profile.updated_at <= excluded.updated_at
      """;

  private final JdbcTemplate database;
  private final Clock clock;

  EventStore(JdbcTemplate database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores an event and its change in one transaction; a duplicate changes nothing. */
  @Transactional
  public UUID store(ProfileEvent event, String headers, byte[] body) {
    UUID id = UUID.randomUUID();
    OffsetDateTime created = utc(Instant.ofEpochSecond(event.created()));
    String subject = event.data().id();
    int inserted =
        database.update(
            INSERT_EVENT, id, event.type(), subject, created, utc(clock.instant()), headers, body);
    if (inserted > 0) {
      database.update(UPSERT_PROFILE, subject, event.state(), created, id);
    }
    return id;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
