package io.callboard.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A chunked body that fails when too much framing arrives without content. Each read takes at most
 * one buffer of the server (16 KiB) off the connection, and returns 0 if the buffer held only
 * framing.
 */
final class BoundedFraming extends AbstractStreamSourceConduit<StreamSourceConduit> {
  /** Enough for the line between two chunks if each of its bytes arrives alone. */
  private static final int MAX_EMPTY_READS = 32;

  private int emptyReads;

  BoundedFraming(StreamSourceConduit body) {
    super(body);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return Math.toIntExact(counted(super.read(into)));
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    return counted(super.read(into, offset, length));
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return counted(super.transferTo(position, count, target));
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    return counted(super.transferTo(count, through, target));
  }

  private long counted(long read) throws IOException {
    if (read > 0) {
      emptyReads = 0;
    } else if (read == 0 && ++emptyReads > MAX_EMPTY_READS) {
      throw new IOException("the body has more chunk extensions or trailers than are allowed");
    }
    return read;
  }
}
