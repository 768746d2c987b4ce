package io.callboard.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The version of each top-level member of a document, including cleared ones, and of its presence.
 * A version is the stamp of the event that set it last. A purge is a floor: members that it covers
 * cannot be set.
 *
 * <p>As bytes: a format number, the distinct stamps, the numbers of the floor and of the presence,
 * then each name with the number of its stamp. Most documents have one stamp. In rows of earlier
 * releases a document could be newer than its event; such stamps are bounded when they are read.
 */
final class MemberVersions {
  static final byte[] NONE = new MemberVersions().toBytes();

  private static final int FORMAT = 1;

  private final Map<String, EventOrder> members = new LinkedHashMap<>();
  private @Nullable EventOrder floor;
  private @Nullable EventOrder presence;

  /** Returns the same members with the lowest order, without floor and presence. */
  MemberVersions withoutOrder() {
    MemberVersions without = new MemberVersions();
    members.keySet().forEach(name -> without.members.put(name, EventOrder.OLDEST));
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
      throw new IOException("member versions have format " + format + ", expected " + FORMAT);
    }
    List<EventOrder> stamps = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      stamps.add(EventOrder.bounded(in.readLong(), in.readUnsignedByte(), in.readLong()));
    }
    MemberVersions versions = new MemberVersions();
    versions.floor = ofDate(stamps, in.readInt());
    versions.presence = ofDate(stamps, in.readInt());
    for (int left = in.readInt(); left > 0; left--) {
      versions.members.put(in.readUTF(), stamps.get(in.readInt()));
    }
    return versions;
  }

  /** Drops the document's time, by which earlier releases compared floor and presence. */
  private static @Nullable EventOrder ofDate(List<EventOrder> stamps, int index) {
    if (index < 0) {
      return null;
    }
    EventOrder stamp = stamps.get(index);
    return new EventOrder(stamp.event(), stamp.rank(), stamp.event());
  }

  byte[] toBytes() {
    Map<EventOrder, Integer> stamps = stamps();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(stamps.size());
      for (EventOrder stamp : stamps.keySet()) {
        out.writeLong(stamp.document());
        out.writeByte(stamp.rank());
        out.writeLong(stamp.event());
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

  private Map<EventOrder, Integer> stamps() {
    Map<EventOrder, Integer> stamps = new LinkedHashMap<>();
    if (floor != null) {
      stamps.put(floor, 0);
    }
    if (presence != null) {
      stamps.putIfAbsent(presence, stamps.size());
    }
    members.values().forEach(stamp -> stamps.putIfAbsent(stamp, stamps.size()));
    return stamps;
  }

  /**
   * Records that a member is set or cleared, if the stamp is newer than the member's stamp.
   *
   * @param winsTie whether it is also set if both stamps are equal
   */
  boolean set(String name, EventOrder stamp, BooleanSupplier winsTie) {
    if (floor != null && stamp.isCoveredBy(floor)) {
      return false;
    }
    EventOrder known = members.get(name);
    int order = known == null ? 1 : stamp.compareTo(known);
    if (order < 0 || (order == 0 && !winsTie.getAsBoolean())) {
      return false;
    }
    members.put(name, stamp);
    return true;
  }

  /** Records that the document is there or gone, unless the known presence is newer. */
  boolean setPresence(EventOrder stamp) {
    if (presence != null && stamp.compareTo(presence) < 0) {
      return false;
    }
    presence = stamp;
    return true;
  }

  /** Raises the floor and removes the members that it covers. */
  boolean purge(EventOrder stamp) {
    if (floor != null && stamp.compareTo(floor) < 0) {
      return false;
    }
    floor = stamp;
    members.values().removeIf(member -> member.isCoveredBy(stamp));
    return true;
  }

  /** Returns all stamps; equal lists mean the same order. */
  List<@Nullable Object> order() {
    return Arrays.asList(members, floor, presence);
  }

  /** Returns the presence alone, without members and floor. */
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
