package io.callboard.testing;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * A format mapper that keeps Hibernate from looking for a JSON Binding provider. The API is on the
 * class path of tests, but only servers have a provider. No column is mapped as JSON.
 */
final class NoJsonColumns implements FormatMapper {
  @Override
  public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    throw new UnsupportedOperationException();
  }
}
