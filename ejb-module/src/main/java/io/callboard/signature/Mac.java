package io.callboard.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A MAC algorithm of the JDK, with the search for the key that produced a code. */
final class Mac {
  private final String algorithm;

  /** Creates the algorithm with the JDK's name {@code algorithm}, such as {@code HmacSHA256}. */
  Mac(String algorithm) {
    this.algorithm = algorithm;
  }

  /**
   * Returns the index of the first key whose code over the parts equals one of the candidates. An
   * empty key matches nothing.
   */
  Optional<Integer> keyOf(List<byte[]> candidates, List<byte[]> keys, byte[]... parts) {
    for (int index = 0; index < keys.size(); index++) {
      if (keys.get(index).length > 0 && holds(candidates, over(keys.get(index), parts))) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  private static boolean holds(List<byte[]> candidates, byte[] expected) {
    boolean found = false;
    for (byte[] candidate : candidates) {
      found |= MessageDigest.isEqual(expected, candidate);
    }
    return found;
  }

  private byte[] over(byte[] key, byte[]... parts) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK does not provide " + algorithm, e);
    }
  }

  /**
   * Returns the UTF-8 bytes of the secrets, for schemes that use the text of a secret as the key.
   */
  static List<byte[]> keys(List<String> secrets) {
    return secrets.stream().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
