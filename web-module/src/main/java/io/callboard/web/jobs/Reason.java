package io.callboard.web.jobs;

import io.callboard.job.JobRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Why somebody ends one event or rejection, as the request says it. */
public record Reason(String text) {

  /** Reads a body with the member {@code reason} and nothing else. */
  public static Reason read(InputStream body) throws IOException {
    String name = "reason";
    return new Reason(JobBody.read(body, Set.of(name)).text(name, JobRequest.MAX_REASON));
  }
}
