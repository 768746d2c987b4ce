package io.callboard.web.hooks;

import io.callboard.web.hooks.LateBody.End;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * Reads a body when the server reports data, so that no thread waits for it. The timeout of the
 * exchange ends the body of a silent sender: the server calls no listener for it.
 *
 * @param place freed with the exchange at the latest: the reset of an HTTP/2 stream may end the
 *     exchange without another call
 */
record BodyListener(LateBody body, ServletInputStream input, BodyBufferPermits.Place place)
    implements ReadListener, AsyncListener {

  @Override
  public void onDataAvailable() throws IOException {
    while (!body.hasEnded() && input.isReady()) {
      if (!body.readOnce(input)) {
        return;
      }
    }
  }

  @Override
  public void onAllDataRead() {
    body.end(End.WHOLE);
  }

  @Override
  public void onError(Throwable failure) {
    body.end(End.BROKEN_OFF);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    body.end(End.TOO_LATE);
  }

  @Override
  public void onError(AsyncEvent event) {
    place.close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    place.close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // the body has ended, and the answer is not known yet
  }
}
