package io.callboard.web.hooks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body that is gathered as it comes, without a thread that waits for it. */
final class LateBody implements ReadListener {
  private static final int CHUNK = 8 * 1024;

  /** A sender who is silent is the server's to give up: it closes the connection. */
  private static final long NO_TIMEOUT = 0;

  private final AsyncContext exchange;
  private final int most;
  private final long deadline;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean broken;

  /**
   * @param most how many bytes are read, whatever comes
   * @param patience how long they may take
   */
  LateBody(AsyncContext exchange, int most, Duration patience) {
    this.exchange = exchange;
    this.most = most;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** Begins to read; the request is dispatched again, once, when that has ended. */
  void read() throws IOException {
    exchange.setTimeout(NO_TIMEOUT);
    exchange.getRequest().getInputStream().setReadListener(this);
  }

  /**
   * The request with what was read, which is kept there alone: the server keeps this object until
   * the rest of a body that is too long has come.
   */
  HttpServletRequest request(HttpServletRequest request) {
    Bytes body = new Bytes(bytes.toByteArray(), broken);
    bytes = new ByteArrayOutputStream(0);
    return new HttpServletRequestWrapper(request) {
      @Override
      public ServletInputStream getInputStream() {
        return body;
      }
    };
  }

  /**
   * Takes what is there.
   *
   * @throws IOException if it took too long; then the connection ends
   */
  @Override
  public void onDataAvailable() throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new IOException("the body took too long");
    }
    ServletInputStream input = exchange.getRequest().getInputStream();
    byte[] chunk = new byte[CHUNK];
    while (!over.get() && input.isReady()) {
      int read = input.read(chunk, 0, Math.min(chunk.length, most - bytes.size()));
      if (read < 0) {
        return;
      }
      bytes.write(chunk, 0, read);
      if (bytes.size() == most) {
        end(false);
      }
    }
  }

  @Override
  public void onAllDataRead() {
    end(false);
  }

  @Override
  public void onError(Throwable failure) {
    end(true);
  }

  private void end(boolean brokenOff) {
    if (over.compareAndSet(false, true)) {
      broken = brokenOff;
      exchange.dispatch();
    }
  }

  /** What was read; then the end, or the failure to read on. */
  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private final boolean broken;

    Bytes(byte[] bytes, boolean broken) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.broken = broken;
    }

    @Override
    public int read() throws IOException {
      return ended(bytes.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return ended(bytes.read(into, offset, length));
    }

    private int ended(int result) throws IOException {
      if (result < 0 && broken) {
        throw new IOException("the body broke off");
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body has been read");
    }
  }
}
