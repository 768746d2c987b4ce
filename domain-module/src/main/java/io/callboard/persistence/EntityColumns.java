package io.callboard.persistence;

import io.callboard.persistence.Column.Value;
import jakarta.persistence.EmbeddedId;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an entity, read from the annotations on its fields, so that they are not listed
 * twice. They are all fields with a {@code Column}, including inherited ones and those of the
 * embedded key. An enum is stored by its name. Columns without a name, converters, associations and
 * generated values are not supported.
 */
public final class EntityColumns {
  private EntityColumns() {}

  /**
   * Returns the columns of a class. Reflection happens once here; each row then costs a read of
   * each field.
   *
   * @throws IllegalArgumentException if the type of a field is not supported
   */
  static <T> List<Column<T>> of(Class<? extends T> entity) {
    return ofType(entity, (T row) -> row).toList();
  }

  /** Returns the names of the columns. */
  public static List<String> names(Class<?> entity) {
    return of(entity).stream().map(Column::name).toList();
  }

  private static <T> Stream<Column<T>> ofType(Class<?> type, Value<T, Object> holder) {
    return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
        .flatMap(declaring -> Stream.of(declaring.getDeclaredFields()))
        .flatMap(field -> ofField(field, holder));
  }

  private static <T> Stream<Column<T>> ofField(Field field, Value<T, Object> holder) {
    var annotation = field.getAnnotation(jakarta.persistence.Column.class);
    boolean isKey = field.isAnnotationPresent(EmbeddedId.class);
    if (annotation == null && !isKey) {
      return Stream.empty();
    }
    field.setAccessible(true);
    Value<T, Object> value = row -> read(field, holder.of(row));
    return isKey
        ? ofType(field.getType(), value)
        : Stream.of(column(annotation.name(), field.getType(), value));
  }

  private static <T> Column<T> column(String name, Class<?> type, Value<T, Object> value) {
    if (type.isEnum()) {
      return Column.text(
          name, row -> value.of(row) instanceof Enum<?> constant ? constant.name() : null);
    }
    return switch (type.getTypeName()) {
      case "java.lang.String" -> Column.text(name, as(String.class, value));
      case "byte[]" -> Column.bytes(name, as(byte[].class, value));
      case "java.util.UUID" -> Column.uuid(name, as(UUID.class, value));
      case "java.time.Instant" -> Column.time(name, as(Instant.class, value));
      case "long" -> Column.bigint(name, as(Long.class, value));
      case "java.lang.Integer" -> Column.integer(name, as(Integer.class, value));
      case "java.lang.Double" -> Column.doublePrecision(name, as(Double.class, value));
      case "java.lang.Boolean" -> Column.bool(name, as(Boolean.class, value));
      default ->
          throw new IllegalArgumentException("column " + name + " has unsupported type " + type);
    };
  }

  private static <T, V> Value<T, V> as(Class<V> type, Value<T, Object> value) {
    return row -> type.cast(value.of(row));
  }

  private static @Nullable Object read(Field field, @Nullable Object holder) {
    try {
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a field that was made accessible cannot be read", e);
    }
  }
}
