package io.callboard.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callboard.catalog.RecordView;
import io.callboard.json.JsonMembers;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON forms of values. A record is an object with its components in order, null included. A
 * list is an array. A time is ISO 8601 in UTC. A constant is its name. A provider's document is its
 * own JSON.
 */
final class JsonForm {
  private static final String DOCUMENT = "attributes";

  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Member::of).toList();
        }
      };

  private final JsonGenerator json;

  JsonForm(JsonGenerator json) {
    this.json = json;
  }

  void write(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean bool -> json.writeBoolean(bool);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Instant time -> json.writeString(time.toString());
      case UUID id -> json.writeString(id.toString());
      case Enum<?> constant -> json.writeString(constant.name());
      case JsonMembers document -> json.writeRawValue(document.toString());
      case List<?> list -> writeList(list);
      case Record object -> writeObject(object);
      default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  private void writeList(List<?> list) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      write(element);
    }
    json.writeEndArray();
  }

  private void writeObject(Record object) throws IOException {
    json.writeStartObject();
    writeMembers(object);
    json.writeEndObject();
  }

  private void writeMembers(Record object) throws IOException {
    for (Member member : MEMBERS.get(object.getClass())) {
      Object value = member.of(object);
      if (member.flat() && value instanceof Record part) {
        writeMembers(part);
      } else if (object instanceof RecordView && member.name().equals(DOCUMENT)) {
        writeDocument(value);
      } else {
        json.writeFieldName(member.name());
        write(value);
      }
    }
  }

  /** Writes a document, or nothing for null: lists without documents have no member for them. */
  private void writeDocument(@Nullable Object document) throws IOException {
    if (document != null) {
      json.writeFieldName(DOCUMENT);
      json.writeRawValue(document.toString());
    }
  }

  private record Member(String name, Method accessor, boolean flat) {
    static Member of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Member(component.getName(), accessor, component.isAnnotationPresent(Flat.class));
    }

    @Nullable Object of(Record object) {
      try {
        return accessor.invoke(object);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a component of a record could not be read", e);
      }
    }
  }
}
