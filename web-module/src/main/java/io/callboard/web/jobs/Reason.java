package io.callboard.web.jobs;

import io.callboard.job.JobRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The reason for dismissing one event or rejection, from the request. */
public record Reason(String text) {

  /** Reads a body whose only member is {@code reason}. */
  public static Reason read(InputStream body) throws IOException {
    String name = "reason";
    return new Reason(JobBody.read(body, Set.of(name)).text(name, JobRequest.MAX_REASON));
  }
}
