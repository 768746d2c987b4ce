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

/** A body that is gathered as it comes, by one thread at a time, and that ends once. */
final class LateBody {
  private static final int CHUNK = 8 * 1024;

  private final int most;
  private final long deadline;
  private final IntPredicate room;
  private final Runnable whenEnded;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Begins without bytes.
   *
   * @param most how many bytes are read, whatever comes
   * @param patience how long they may take together
   * @param room takes room for so many more bytes, and says whether there is any
   * @param whenEnded runs once, when the body has ended
   */
  LateBody(int most, Duration patience, IntPredicate room, Runnable whenEnded) {
    this.most = most;
    this.deadline = System.nanoTime() + patience.toNanos();
    this.room = room;
    this.whenEnded = whenEnded;
  }

  /** How a body ends. */
  enum End {
    /** All of it was read, or as much as is ever read. */
    WHOLE,
    /** The connection ended or failed. */
    BROKEN_OFF,
    TOO_LATE,
    NO_ROOM
  }

  /** Reads until the body ends, waiting for what has not come yet. */
  void readFrom(InputStream input) {
    try {
      while (!hasEnded() && readOnce(input)) {
        // the next piece
      }
      end(End.WHOLE);
    } catch (IOException | RuntimeException e) {
      // Nobody else is told: the body broke off.
    } finally {
      end(End.BROKEN_OFF); // the first end counts
    }
  }

  /** Reads what is there, or waits for more; returns false at the end of the input. */
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
   * Returns the request with what was read, which is kept there alone: a server may keep this
   * object until the rest of a body that is too long has come.
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
      case BROKEN_OFF -> new IncompleteBody("the body broke off");
      case TOO_LATE -> new IncompleteBody("the body took too long");
      case NO_ROOM -> new IncompleteBody("there was no room for the body");
    };
  }
}
