package io.callboard.web.hooks;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The buffered bytes of a body, followed by its end or by the failure that cut it off. */
final class GatheredBody extends ServletInputStream {
  private final ByteArrayInputStream bytes;
  private final @Nullable IncompleteBody failure;

  /** Creates the stream; the failure is null if the bytes are the whole body. */
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
    throw new IllegalStateException("the body has already been read");
  }
}
