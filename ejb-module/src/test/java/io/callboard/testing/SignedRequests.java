package io.callboard.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs events as the providers do, with nothing of Callboard's own code. */
public final class SignedRequests {
  private static final String JSON = "application/json";
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private SignedRequests() {}

  /** A Filmmakers event; {@code created} is the event's time, {@code at} that of the signature. */
  public static SignedRequest filmmakers(
      String secret, String type, String id, Instant created, Instant at) {
    String body =
        "{\"type\":\"%s\",\"created\":%d,\"data\":{\"id\":%s}}"
            .formatted(type, created.getEpochSecond(), id);
    return filmmakers(secret, body, at);
  }

  /** Any body, signed by Filmmakers. */
  public static SignedRequest filmmakers(String secret, String body, Instant at) {
    return filmmakers(secret, body.getBytes(StandardCharsets.UTF_8), at);
  }

  /** Any bytes, signed by Filmmakers. */
  public static SignedRequest filmmakers(String secret, byte[] body, Instant at) {
    return filmmakers(secret, body, at.getEpochSecond());
  }

  /** Any bytes, signed by Filmmakers at any number of seconds. */
  public static SignedRequest filmmakers(String secret, byte[] body, long second) {
    var signed = new ByteArrayOutputStream();
    signed.writeBytes((second + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    String signature = HexFormat.of().formatHex(mac("HmacSHA256", key, signed.toByteArray()));
    return new SignedRequest(
        JSON, Map.of("X-Signature", "t=" + second + ", v1=" + signature), body);
  }

  /** A Mediastream event; {@code data} is a JSON object that holds the id. */
  public static SignedRequest mediastream(
      String secret, String type, String id, String data, Instant date) {
    return mediastreamUnder(mediastreamSignature(secret, type, id, date), type, data, date);
  }

  /** A Mediastream event under a signature that may have been made for other data. */
  public static SignedRequest mediastreamUnder(
      String signature, String type, String data, Instant date) {
    String body =
        "{\"type\":\"%s\",\"data\":%s,\"date\":%d,\"signature\":\"%s\"}"
            .formatted(type, data, date.toEpochMilli(), signature);
    return new SignedRequest(JSON, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The signature of Mediastream over type, id and date. */
  public static String mediastreamSignature(String secret, String type, String id, Instant date) {
    String text = "type=%s~id=%s~date=%d~key=%s".formatted(type, id, date.toEpochMilli(), secret);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Waymark event as JSON, without a signature; {@code data} is a JSON object. */
  public static SignedRequest waymarkUnsigned(
      String eventId, String type, Instant at, String data) {
    return new SignedRequest(
        JSON, Map.of(), waymarkEvent(eventId, type, at, data).getBytes(StandardCharsets.UTF_8));
  }

  /** A Waymark event as a token that is good for an hour. */
  public static SignedRequest waymark(
      String secret, String eventId, String type, Instant at, String data, Instant issuedAt) {
    String claims =
        "{\"jti\":\"%s\",\"iss\":\"waymark.com\",\"iat\":%d,\"exp\":%d,\"%s\":%s}"
            .formatted(
                eventId + "-" + issuedAt.getEpochSecond(),
                issuedAt.getEpochSecond(),
                issuedAt.getEpochSecond() + 3600,
                "https://waymark.com/webhook/event",
                waymarkEvent(eventId, type, at, data));
    return token(secret, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
  }

  /** Any claims as a token; the MAC is HS256 whatever the header says. */
  public static SignedRequest token(String secret, String header, String claims) {
    return token("HmacSHA256", secret, header, claims);
  }

  /** Any claims as a token; {@code algorithm} is the JDK's, such as {@code HmacSHA512}. */
  public static SignedRequest token(String algorithm, String secret, String header, String claims) {
    String input = base64(header) + "." + base64(claims);
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    byte[] signature = mac(algorithm, key, input.getBytes(StandardCharsets.UTF_8));
    String token = input + "." + BASE64_URL.encodeToString(signature);
    return new SignedRequest(
        "application/jwt", Map.of(), token.getBytes(StandardCharsets.US_ASCII));
  }

  /** Any body, signed as Standard Webhooks say; the secret is {@code whsec_} and base64. */
  public static SignedRequest standardWebhooks(String secret, String id, Instant at, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    String text = id + "." + at.getEpochSecond() + "." + body;
    String signature =
        Base64.getEncoder()
            .encodeToString(mac("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
    return new SignedRequest(
        JSON,
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at.getEpochSecond()),
            "webhook-signature",
            "v1," + signature),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Any body, with {@code sha256=} and the HMAC in hex in one header. */
  public static SignedRequest hmac(String secret, String header, String body) {
    String signature = "sha256=" + HexFormat.of().formatHex(hmac(secret, body));
    return new SignedRequest(
        JSON, Map.of(header, signature), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String waymarkEvent(String eventId, String type, Instant at, String data) {
    return """
    {"header":{"eventID":"%s","eventType":"%s","eventTimestamp":"%s","accountID":"ACC-1",\
    "externalID":""},"data":%s}\
    """
        .formatted(eventId, type, at, data);
  }

  private static String base64(String text) {
    return BASE64_URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(String secret, String text) {
    return mac(
        "HmacSHA256",
        secret.getBytes(StandardCharsets.UTF_8),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
