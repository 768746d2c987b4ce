package io.callboard.web.hooks;

import io.callboard.intake.reception.Receipt;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Writes the answer to an accepted event. It is short enough for any socket's buffer, so it is
 * written at once: RESTEasy's own writers of bytes and text hand an answer that comes late to
 * another thread.
 */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class AcceptedWriter implements MessageBodyWriter<Receipt.Accepted> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Receipt.Accepted.class;
  }

  @Override
  public void writeTo(
      Receipt.Accepted accepted,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    String answer = "{\"event\":\"" + accepted.event() + "\"}";
    body.write(answer.getBytes(StandardCharsets.US_ASCII));
  }
}
