package io.callboard.web.hooks;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A body that is buffered as it arrives, by one thread at a time, and that ends once. */
final class LateBody {
  private static final int CHUNK = 8 * 1024;

  private final int most;
  private final long deadline;
  private final IntPredicate room;
  private final Runnable whenEnded;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Creates a body without bytes.
   *
   * @param most the number of bytes that are read at most
   * @param patience the time that the whole body may take
   * @param room reserves the given number of bytes, and returns whether they were available
   * @param whenEnded runs once, when the body has ended
   */
  LateBody(int most, Duration patience, IntPredicate room, Runnable whenEnded) {
    this.most = most;
    this.deadline = System.nanoTime() + patience.toNanos();
    this.room = room;
    this.whenEnded = whenEnded;
  }

  /** The ways in which a body ends. */
  enum End {
    /** All of the body was read, or as much as is read at most. */
    WHOLE,
    /** The connection ended or failed. */
    BROKEN_OFF,
    TOO_LATE,
    NO_ROOM
  }

  /** Reads until the body ends; blocks while no bytes are available. */
  void readFrom(InputStream input) {
    try {
      while (!hasEnded() && readOnce(input)) {
        // the next piece
      }
      end(End.WHOLE);
    } catch (IOException | RuntimeException e) {
      // the end below records that the body broke off
    } finally {
      end(End.BROKEN_OFF); // the first end counts
    }
  }

  /** Reads the available bytes, or blocks for more; returns false at the end of the input. */
  boolean readOnce(InputStream input) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, most - bytes.size())];
    int read = input.read(chunk);
    if (System.nanoTime() - deadline > 0) {
      end(End.TOO_LATE);
    } else if (read > 0 && !room.test(read)) {
      end(End.NO_ROOM);
    } else if (read > 0) {
      bytes.write(chunk, 0, read);
      if (bytes.size() == most) {
        end(End.WHOLE);
      }
    }
    return read >= 0;
  }

  /** Ends the body; only the first end counts. */
  void end(End how) {
    if (end.compareAndSet(null, how)) {
      whenEnded.run();
    }
  }

  boolean hasEnded() {
    return end.get() != null;
  }

  boolean hasNoRoom() {
    return end.get() == End.NO_ROOM;
  }

  /**
   * Returns the request with the bytes that were read. This object then drops them, because a
   * server may keep it until the rest of a too long body has arrived.
   */
  HttpServletRequest request(HttpServletRequest request) {
    ServletInputStream body = new GatheredBody(bytes.toByteArray(), failure());
    bytes = new ByteArrayOutputStream(0);
    return new HttpServletRequestWrapper(request) {
      @Override
      public ServletInputStream getInputStream() {
        return body;
      }
    };
  }

  private @Nullable IncompleteBody failure() {
    @Nullable End how = end.get();
    return switch (how) {
      case null -> new IncompleteBody("the body has not ended");
      case WHOLE -> null;
      case BROKEN_OFF -> new IncompleteBody("the body did not arrive completely");
      case TOO_LATE -> new IncompleteBody("the body did not arrive within the time limit");
      case NO_ROOM -> new IncompleteBody("there was no memory left for slow bodies");
    };
  }
}
