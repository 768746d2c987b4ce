package io.callboard.benchmark.spring;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The hook that Filmmakers sends its events to. */
@RestController
class HookController {
  private final SignatureCheck signature;
  private final EventStore store;
  private final ObjectMapper json;

  HookController(SignatureCheck signature, EventStore store, ObjectMapper json) {
    this.signature = signature;
    this.store = store;
    this.json = json;
  }

  /** The answer to a sender. */
  record Stored(UUID id) {}

  @PostMapping("/hooks/filmmakers")
  ResponseEntity<Stored> receive(
      @RequestHeader("X-Signature") String proof,
      @RequestHeader HttpHeaders headers,
      @RequestBody byte[] body)
      throws IOException {
    if (!signature.accepts(proof, body)) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    Map<String, String> kept = headers.toSingleValueMap();
    UUID id = store.store(event(body), json.writeValueAsString(kept), body);
    return ResponseEntity.ok(new Stored(id));
  }

  private ProfileEvent event(byte[] body) throws IOException {
    try {
      return json.readValue(body, ProfileEvent.class);
    } catch (JacksonException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "not an event", e);
    }
  }
}
