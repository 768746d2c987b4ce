package io.callboard.web.hooks;

import io.callboard.network.Subnet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits on the bodies that are buffered at once: on their number and their bytes, in total and for
 * each network. A network gets a quarter, so that a slow or hostile one leaves room for others.
 */
final class BodyBufferPermits {
  private static final int NETWORKS = 4;

  private final int number;
  private final long bytes;
  private final int largest;
  private final Map<String, Taken> networks = new HashMap<>();
  private Taken all = Taken.NOTHING;

  /**
   * Sets the limits.
   *
   * @param number of bodies in total
   * @param bytes of all bodies in total
   * @param largest size of a body in bytes; each network has room for one such body
   */
  BodyBufferPermits(int number, long bytes, int largest) {
    this.number = number;
    this.bytes = bytes;
    this.largest = largest;
  }

  private record Taken(int number, long bytes) {
    static final Taken NOTHING = new Taken(0, 0);

    Taken plus(int places, long size) {
      return new Taken(number + places, bytes + size);
    }
  }

  /** Takes a place for a body from an address; empty if none is free. */
  Optional<Place> take(String address) {
    String network = Subnet.of(address);
    return take(network, 1, 0) ? Optional.of(new Place(network)) : Optional.empty();
  }

  private synchronized boolean take(String network, int places, long size) {
    Taken inAll = all.plus(places, size);
    Taken ofNetwork = networks.getOrDefault(network, Taken.NOTHING).plus(places, size);
    if (exceeds(inAll, 1) || exceeds(ofNetwork, NETWORKS)) {
      return false;
    }
    all = inAll;
    networks.put(network, ofNetwork);
    return true;
  }

  private boolean exceeds(Taken taken, int share) {
    return taken.number > Math.max(1, number / share)
        || taken.bytes > Math.max(largest, bytes / share);
  }

  private synchronized void free(String network, long size) {
    all = all.plus(-1, -size);
    networks.computeIfPresent(
        network, (name, taken) -> taken.number == 1 ? null : taken.plus(-1, -size));
  }

  /** The place of one body. */
  final class Place {
    private final String network;
    private long size;
    private boolean free;

    private Place(String network) {
      this.network = network;
    }

    /** Reserves room for more bytes of the body; returns whether they were available. */
    boolean grow(int more) {
      synchronized (BodyBufferPermits.this) {
        boolean room = !free && take(network, 0, more);
        size += room ? more : 0;
        return room;
      }
    }

    /** Frees the place, once. */
    void close() {
      synchronized (BodyBufferPermits.this) {
        if (!free) {
          free = true;
          BodyBufferPermits.this.free(network, size);
        }
      }
    }
  }
}
