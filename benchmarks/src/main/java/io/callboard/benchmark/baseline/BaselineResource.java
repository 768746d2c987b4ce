package io.callboard.benchmark.baseline;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads a body, discards it, and answers as a hook does. */
@Path("/")
public class BaselineResource {
  private static final UUID EVENT = new UUID(0x7000L, 0x8000000000000000L);

  /** Answers 200. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] receive(InputStream body) throws IOException {
    body.readAllBytes();
    return ("{\"event\":\"" + EVENT + "\"}").getBytes(StandardCharsets.UTF_8);
  }
}
