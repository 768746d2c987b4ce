package io.callboard.web.request;

import io.callboard.catalog.RecordView.Position;
import io.callboard.job.JobPosition;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of a page, as opaque text that clients send back. It holds nothing but values of the
 * page's last item; a forged cursor can only start elsewhere in the same list.
 */
public record Cursor(List<String> fields) {
  private static final char SEPARATOR = '\0';

  public Cursor {
    fields = List.copyOf(fields);
  }

  /** Returns the cursor after a record in a list ordered by change. */
  public static Cursor of(Position position) {
    return new Cursor(
        List.of(
            position.updatedAt().toString(), position.source(), position.kind(), position.id()));
  }

  /** Returns the cursor after a job. */
  public static Cursor of(JobPosition position) {
    return new Cursor(List.of(position.askedAt().toString(), position.id().toString()));
  }

  /** Returns the cursor after an id. */
  public static Cursor of(UUID id) {
    return new Cursor(List.of(id.toString()));
  }

  /** Returns the cursor after a name. */
  public static Cursor of(String name) {
    return new Cursor(List.of(name));
  }

  /** Returns the cursor after a number. */
  public static Cursor of(long number) {
    return new Cursor(List.of(String.valueOf(number)));
  }

  /** Reads a cursor, or answers 400 for {@code after}. */
  static Cursor parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String joined = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Cursor(List.of(joined.split(String.valueOf(SEPARATOR), -1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw foreign();
    }
  }

  /** Returns the position in a list of records; null means before the first record. */
  public static @Nullable Position position(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    cursor.requireFields(4);
    try {
      return new Position(
          time(cursor.fields.get(0)),
          cursor.fields.get(1),
          cursor.fields.get(2),
          cursor.fields.get(3));
    } catch (DateTimeException e) {
      throw foreign();
    }
  }

  /** Returns the position in a list of jobs; null means before the first job. */
  public static @Nullable JobPosition jobPosition(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    cursor.requireFields(2);
    try {
      UUID id = Ids.uuid(cursor.fields.get(1)).orElseThrow(Cursor::foreign);
      return new JobPosition(time(cursor.fields.get(0)), id);
    } catch (DateTimeException e) {
      throw foreign();
    }
  }

  /** Returns a time that the databases can store: a forged cursor may name any year. */
  private static Instant time(String text) {
    Instant time = Instant.parse(text);
    if (time.isBefore(Parameters.FIRST) || time.isAfter(Parameters.LAST)) {
      throw foreign();
    }
    return time;
  }

  /** Returns the position in a list by id; null means before the first item. */
  public static @Nullable UUID id(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    cursor.requireFields(1);
    return Ids.uuid(cursor.fields.getFirst()).orElseThrow(Cursor::foreign);
  }

  /** Returns the position in a list by number; null means before the first item. */
  public static @Nullable Long number(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    cursor.requireFields(1);
    try {
      return Long.valueOf(cursor.fields.getFirst());
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  /** Returns the position in a list by name; empty means before the first item. */
  public static String name(@Nullable Cursor cursor) {
    if (cursor == null) {
      return "";
    }
    cursor.requireFields(1);
    return cursor.fields.getFirst();
  }

  /** Returns the cursor in the form that clients receive. */
  String text() {
    String joined = String.join(String.valueOf(SEPARATOR), fields);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  private void requireFields(int count) {
    if (fields.size() != count) {
      throw foreign();
    }
  }

  private static RuntimeException foreign() {
    return BadParameter.named(
        Parameters.AFTER, "The value of \"next\" from the previous page was expected.");
  }
}
