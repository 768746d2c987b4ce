package io.callboard.web.hooks;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was gathered of a body; then its end, or the failure to read on. */
final class GatheredBody extends ServletInputStream {
  private final ByteArrayInputStream bytes;
  private final @Nullable IncompleteBody failure;

  /** Gives bytes out; the failure is null where they are all. */
  GatheredBody(byte[] bytes, @Nullable IncompleteBody failure) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.failure = failure;
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
    if (result < 0 && failure != null) {
      throw failure;
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
