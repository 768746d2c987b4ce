package io.callboard.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request as a provider would send it. */
public record SignedRequest(String contentType, Map<String, String> headers, byte[] body) {
  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
