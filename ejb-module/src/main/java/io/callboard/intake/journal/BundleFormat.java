package io.callboard.intake.journal;

import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.signature.Verification.Verified;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The binary format of a bundle: {@code CB}, a version, then fields in a fixed order. Each text and
 * body follows its length. A release reads its own version and the previous one. Version 1 is the
 * first.
 */
public final class BundleFormat {
  private static final int MAGIC = 0x4342;
  private static final int VERSION = 1;
  private static final int NULL = -1;

  /** Room for the fields before the deliveries, in bytes. */
  private static final int HEAD = 1_024;

  private BundleFormat() {}

  /** A message that a newer release wrote and that only a node of that release can read. */
  public static final class NewerVersion extends Exception {
    private static final long serialVersionUID = 1L;

    NewerVersion(int version) {
      super("the bundle has version " + version + ", but this release reads version " + VERSION);
    }
  }

  /** Bytes that are not a bundle. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
      super(message);
    }
  }

  /** Returns the largest number of bytes that a delivery can take in a bundle. */
  static int size(ProvenDelivery proven) {
    Delivery delivery = proven.delivery();
    int size = 200 + delivery.body().length + 3 * delivery.source().length();
    size += 3 * (delivery.address().length() + length(delivery.contentType()));
    for (Map.Entry<String, List<String>> header : delivery.headers().entrySet()) {
      size += 8 + 3 * header.getKey().length();
      for (String value : header.getValue()) {
        size += 4 + 3 * value.length();
      }
    }
    return size;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  static byte[] write(Bundle bundle) {
    int most = bundle.deliveries().stream().mapToInt(BundleFormat::size).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD + most);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(MAGIC);
      out.writeByte(VERSION);
      writeId(out, bundle.run());
      out.writeInt(bundle.lane());
      out.writeLong(bundle.number());
      out.writeInt(bundle.carried().size());
      for (Map.Entry<String, Long> carried : bundle.carried().entrySet()) {
        writeText(out, carried.getKey());
        out.writeLong(carried.getValue());
      }
      out.writeInt(bundle.deliveries().size());
      for (ProvenDelivery proven : bundle.deliveries()) {
        write(out, proven);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ProvenDelivery proven) throws IOException {
    Delivery delivery = proven.delivery();
    writeId(out, delivery.id());
    writeText(out, delivery.source());
    writeText(out, delivery.contentType());
    writeText(out, delivery.address());
    out.writeLong(delivery.receivedAt().toEpochMilli());
    writeTexts(out, proven.proof().proven());
    Integer index = proven.proof().secretIndex();
    out.writeInt(index == null ? NULL : index);
    out.writeInt(delivery.headers().size());
    for (Map.Entry<String, List<String>> header : delivery.headers().entrySet()) {
      writeText(out, header.getKey());
      writeTexts(out, header.getValue());
    }
    writeBytes(out, delivery.body());
  }

  private static void writeId(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(NULL);
    } else {
      writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a bundle.
   *
   * @throws Unreadable if the bytes are not a bundle
   * @throws NewerVersion if only a newer release can read them
   */
  public static Bundle read(byte[] message) throws Unreadable, NewerVersion {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      if (in.readUnsignedShort() != MAGIC) {
        throw new Unreadable("it does not begin like a bundle");
      }
      int version = in.readUnsignedByte();
      if (version > VERSION) {
        throw new NewerVersion(version);
      }
      Bundle bundle = readBundle(in);
      if (in.available() > 0) {
        throw new Unreadable("unexpected bytes follow the bundle");
      }
      return bundle;
    } catch (IOException | IllegalArgumentException e) {
      throw new Unreadable("the bundle is damaged");
    }
  }

  private static Bundle readBundle(DataInputStream in) throws IOException {
    UUID run = readId(in);
    int lane = in.readInt();
    long number = in.readLong();
    Map<String, Long> carried = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      carried.put(readRequired(in), in.readLong());
    }
    List<ProvenDelivery> deliveries = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      deliveries.add(readDelivery(in));
    }
    return new Bundle(run, lane, number, carried, deliveries);
  }

  private static ProvenDelivery readDelivery(DataInputStream in) throws IOException {
    UUID id = readId(in);
    String source = readRequired(in);
    String contentType = readText(in);
    String address = readRequired(in);
    Instant receivedAt = Instant.ofEpochMilli(in.readLong());
    List<String> proven = readTexts(in);
    int index = in.readInt();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      headers.put(readRequired(in), readTexts(in));
    }
    byte[] body = readBytes(in, in.readInt());
    return new ProvenDelivery(
        new Delivery(id, source, contentType, headers, body, receivedAt, address),
        new Verified(proven, index == NULL ? null : Integer.valueOf(index)));
  }

  private static UUID readId(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      texts.add(readRequired(in));
    }
    return texts;
  }

  private static String readRequired(DataInputStream in) throws IOException {
    String text = readText(in);
    if (text == null) {
      throw new IOException("a text is missing");
    }
    return text;
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NULL ? null : new String(readBytes(in, length), StandardCharsets.UTF_8);
  }

  /** Reads a count of items that each take at least one byte. */
  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available()) {
      throw new IOException("a count is wrong");
    }
    return count;
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    if (length < 0 || length > in.available()) {
      throw new IOException("a length is wrong");
    }
    return in.readNBytes(length);
  }
}
