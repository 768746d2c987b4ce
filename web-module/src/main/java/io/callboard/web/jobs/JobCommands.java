package io.callboard.web.jobs;

import io.callboard.audit.AuditTrail;
import io.callboard.job.CancelOutcome;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.job.Jobs;
import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Ids;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Creates and cancels jobs, each with an entry in the audit trail, and finds them. */
@Dependent
public class JobCommands {
  private final Jobs jobs;
  private final AuditTrail trail;
  private final Caller caller;

  @Inject
  public JobCommands(Jobs jobs, AuditTrail trail, Caller caller) {
    this.jobs = jobs;
    this.trail = trail;
    this.caller = caller;
  }

  /** Creates a job, in the caller's transaction. */
  public Response start(JobOrder order, UriInfo uri) {
    JobRequest request = order.request();
    JobView job =
        jobs.create(UUID.randomUUID(), request, caller.operator())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            409,
                            "There are already "
                                + Jobs.MAX_OPEN
                                + " open jobs, which is the limit; wait for one or cancel one.")));
    Map<String, String> details = new HashMap<>();
    details.put("job", job.id().toString());
    details.put("filter", request.filter().toString());
    details.put("force", Boolean.toString(request.force()));
    details.put("dryRun", Boolean.toString(request.dryRun()));
    if (request.reason() != null) {
      details.put("reason", request.reason());
    }
    trail.append(caller.operator(), action(request.kind(), "started"), order.subject(), details);
    return Response.accepted(job)
        .location(
            uri.getBaseUriBuilder()
                .path(JobPath.of(request.kind()))
                .path(job.id().toString())
                .build())
        .build();
  }

  /** Returns a job. */
  JobView find(JobKind kind, String id) {
    return jobs.find(kind, Ids.require(id)).orElseThrow(Ids::notFound);
  }

  /** Cancels a job, in the caller's transaction. */
  Response cancel(JobKind kind, String id) {
    return switch (jobs.cancel(kind, Ids.require(id))) {
      case CancelOutcome.Unknown unknown -> throw Ids.notFound();
      case CancelOutcome.Over over ->
          ProblemResponse.of(
              Problem.of(409, "The job is over and cannot be cancelled.")
                  .with("state", over.job().state().name()));
      case CancelOutcome.Cancelled cancelled -> {
        trail.append(caller.operator(), action(kind, "cancelled"), id, Map.of());
        yield Response.ok(cancelled.job()).build();
      }
    };
  }

  private static String action(JobKind kind, String done) {
    return JobPath.word(kind) + "." + done;
  }
}
