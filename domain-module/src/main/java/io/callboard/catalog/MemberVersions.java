package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentChanged;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version set each top-level member of a document, cleared ones included, and which said last
 * whether the document is there. A purge is a floor: what is not newer is set no more.
 *
 * <p>As bytes: a format number, the distinct stamps, then each name with the number of its stamp.
 * Most documents have one stamp.
 */
final class MemberVersions {
  static final byte[] NONE = new MemberVersions().toBytes();

  private static final int FORMAT = 1;

  private final Map<String, Stamp> members = new LinkedHashMap<>();
  private @Nullable Stamp floor;
  private @Nullable Stamp presence;

  /**
   * How new an event is: by the document's version, then delete over update over create, then the
   * date of the signature.
   */
  record Stamp(long version, int rank, long date) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
        Comparator.comparingLong(Stamp::version)
            .thenComparingInt(Stamp::rank)
            .thenComparingLong(Stamp::date);

    static Stamp of(DocumentChanged change) {
      int rank =
          switch (change.action()) {
            case CREATE -> 0;
            case UPDATE, RESTORE -> 1;
            case DELETE, PURGE -> 2;
          };
      return new Stamp(change.version(), rank, change.date());
    }

    @Override
    public int compareTo(Stamp other) {
      return ORDER.compare(this, other);
    }

    /** Whether this may replace what the other set; of two equals the one that comes later may. */
    boolean replaces(@Nullable Stamp other) {
      return other == null || compareTo(other) >= 0;
    }
  }

  /** The same members, each as old as can be, and no word on whether the document is there. */
  MemberVersions withoutOrder() {
    Stamp oldest = new Stamp(Long.MIN_VALUE, 0, Long.MIN_VALUE);
    MemberVersions without = new MemberVersions();
    members.keySet().forEach(name -> without.members.put(name, oldest));
    return without;
  }

  static MemberVersions parse(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemberVersions read(DataInputStream in) throws IOException {
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new IOException("member versions of unknown format " + format);
    }
    List<Stamp> stamps = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      stamps.add(new Stamp(in.readLong(), in.readUnsignedByte(), in.readLong()));
    }
    MemberVersions versions = new MemberVersions();
    versions.floor = stamp(stamps, in.readInt());
    versions.presence = stamp(stamps, in.readInt());
    for (int left = in.readInt(); left > 0; left--) {
      versions.members.put(in.readUTF(), stamps.get(in.readInt()));
    }
    return versions;
  }

  private static @Nullable Stamp stamp(List<Stamp> stamps, int index) {
    return index < 0 ? null : stamps.get(index);
  }

  byte[] toBytes() {
    Map<Stamp, Integer> stamps = stamps();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(stamps.size());
      for (Stamp stamp : stamps.keySet()) {
        out.writeLong(stamp.version());
        out.writeByte(stamp.rank());
        out.writeLong(stamp.date());
      }
      out.writeInt(floor == null ? -1 : stamps.getOrDefault(floor, -1));
      out.writeInt(presence == null ? -1 : stamps.getOrDefault(presence, -1));
      out.writeInt(members.size());
      for (var member : members.entrySet()) {
        out.writeUTF(member.getKey());
        out.writeInt(stamps.getOrDefault(member.getValue(), -1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Map<Stamp, Integer> stamps() {
    Map<Stamp, Integer> stamps = new LinkedHashMap<>();
    if (floor != null) {
      stamps.put(floor, 0);
    }
    if (presence != null) {
      stamps.putIfAbsent(presence, stamps.size());
    }
    members.values().forEach(stamp -> stamps.putIfAbsent(stamp, stamps.size()));
    return stamps;
  }

  /** Notes that a member is set or cleared, if the stamp is not older than what set it before. */
  boolean set(String name, Stamp stamp) {
    if (isPurged(stamp) || !stamp.replaces(members.get(name))) {
      return false;
    }
    members.put(name, stamp);
    return true;
  }

  /**
   * Notes that the document is there or gone, if the stamp is not older than what said so before.
   */
  boolean setPresence(Stamp stamp) {
    if (!stamp.replaces(presence)) {
      return false;
    }
    presence = stamp;
    return true;
  }

  /** Raises the floor and forgets the members that lie at or below it. */
  boolean purge(Stamp stamp) {
    if (!stamp.replaces(floor)) {
      return false;
    }
    floor = stamp;
    members.values().removeIf(this::isPurged);
    return true;
  }

  private boolean isPurged(Stamp stamp) {
    return floor != null && stamp.compareTo(floor) <= 0;
  }

  /** The stamps of all members and of the whole; equal where they are alike. */
  List<@Nullable Object> order() {
    return Arrays.asList(members, floor, presence);
  }

  /** What is known of the document's presence, and of its members nothing. */
  MemberVersions withoutMembers() {
    MemberVersions versions = new MemberVersions();
    versions.presence = presence;
    return versions;
  }

  boolean contains(String name) {
    return members.containsKey(name);
  }

  int size() {
    return members.size();
  }
}
