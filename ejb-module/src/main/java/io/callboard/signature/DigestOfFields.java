package io.callboard.signature;

import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISMATCH;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A SHA-256 digest, in hex, over named fields and the secret: {@code a=1~b=2~key=secret}. It proves
 * these fields and nothing else of the request.
 *
 * <p>A value that contains the separator makes the digested text ambiguous, and a lone surrogate
 * has no UTF-8 encoding. Both are refused.
 */
public final class DigestOfFields {
  private static final char SEPARATOR = '~';
  private static final int BYTES = 32;

  /** A field of the digest, with its literal text. */
  public record Field(String name, String value) {}

  private DigestOfFields() {}

  /** Verifies the digest of the fields, in the given order. The caller checks the time. */
  public static Verification verify(List<Field> fields, String signature, List<String> secrets) {
    Optional<byte[]> given = Hex.bytes(signature, BYTES);
    Optional<byte[]> text = text(fields);
    if (given.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "expected a signature of 64 hex digits, but " + Hex.wrong(signature, BYTES));
    }
    if (text.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED, "a signed field contains ~ or a lone surrogate: expected neither");
    }
    for (int index = 0; index < secrets.size(); index++) {
      byte[] expected = digest(text.get(), secrets.get(index));
      if (MessageDigest.isEqual(expected, given.get())) {
        return new Verified(fields.stream().map(Field::name).toList(), index);
      }
    }
    return new Refused(
        SIGNATURE_MISMATCH,
        "the signature matches none of the source's secrets: check which secret the sender uses");
  }

  private static Optional<byte[]> text(List<Field> fields) {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      if (field.value.indexOf(SEPARATOR) >= 0) {
        return Optional.empty();
      }
      text.append(field.name).append('=').append(field.value).append(SEPARATOR);
    }
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.append("key=")));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return Optional.of(exact);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static byte[] digest(byte[] text, String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(text);
      return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK does not provide SHA-256", e);
    }
  }
}
