package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.fetch.ReconciliationView;
import io.callboard.fetch.queue.ApiState;
import io.callboard.intake.source.Sources;
import io.callboard.network.PublicUrl;
import io.callboard.problem.Problem;
import io.callboard.provider.Source;
import io.callboard.security.Role;
import io.callboard.source.SourceActivities;
import io.callboard.source.SourceActivity;
import io.callboard.source.SourceActivity.Counts;
import io.callboard.source.SourceActivity.SecretUse;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import io.callboard.source.StateOutcome;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The configured sources and their activity. */
@Path("/sources")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class SourcesResource {
  private final Sources sources;
  private final SourceActivities activities;
  private final PublicUrl publicUrl;
  private final SourceStates states;
  private final AuditTrail trail;
  private final Caller caller;
  private final SourceApis apis;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public SourcesResource() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public SourcesResource(
      Sources sources,
      SourceActivities activities,
      SourceApis apis,
      PublicUrl publicUrl,
      SourceStates states,
      AuditTrail trail,
      Caller caller) {
    this.sources = sources;
    this.activities = activities;
    this.apis = apis;
    this.publicUrl = publicUrl;
    this.states = states;
    this.trail = trail;
    this.caller = caller;
  }

  /** Returns all sources, in the order of the configuration. */
  @GET
  public Record list() {
    return new SourceList(answers(sources.all()));
  }

  /** Returns one source. */
  @GET
  @Path("/{name}")
  public Record find(@PathParam("name") String name) {
    return sources
        .named(name)
        .map(source -> answers(List.of(source)).getFirst())
        .orElseThrow(Ids::notFound);
  }

  /** Pauses a source: its events are held from now on. */
  @POST
  @Path("/{name}/pause")
  @RolesAllowed(Role.OPERATOR_WORD)
  @Transactional
  public Response pause(@PathParam("name") String name) {
    Source source = sources.named(name).orElseThrow(Ids::notFound);
    return answer(source, states.pause(name), "source.paused");
  }

  /** Resumes a source: its held events are applied first, then new ones. */
  @POST
  @Path("/{name}/resume")
  @RolesAllowed(Role.OPERATOR_WORD)
  @Transactional
  public Response resume(@PathParam("name") String name) {
    Source source = sources.named(name).orElseThrow(Ids::notFound);
    return answer(source, states.resume(name), "source.resumed");
  }

  private Response answer(Source source, StateOutcome outcome, String action) {
    return switch (outcome) {
      case StateOutcome.Done done -> {
        trail.append(caller.operator(), action, source.name(), Map.of());
        yield Response.ok(answers(List.of(source)).getFirst()).build();
      }
      case StateOutcome.Refused refused ->
          ProblemResponse.of(
              Problem.of(409, "The source is " + refused.state() + ".")
                  .with("state", refused.state().name()));
    };
  }

  private List<SourceAnswer> answers(List<Source> configured) {
    List<SourceActivity> found = activities.of(configured.stream().map(Source::name).toList());
    SourceApis.States apiStates = apis.states();
    List<SourceAnswer> answers = new ArrayList<>();
    for (int i = 0; i < configured.size(); i++) {
      Source source = configured.get(i);
      String hook = publicUrl.hook(source.name()).orElse(null);
      answers.add(SourceAnswer.of(source, hook, found.get(i), apiStates));
    }
    return answers;
  }

  /** The sources. */
  record SourceList(List<SourceAnswer> items) {}

  /**
   * A source.
   *
   * @param hook the address for the provider, without a path token; null without a public address
   * @param state whether its events are applied or held
   * @param api the state of the REST API from which its records are fetched
   * @param reconciliation the state of the comparison with the provider's list; null without one
   * @param secrets how often, and when last, each of its secrets has verified an event
   */
  record SourceAnswer(
      String name,
      String provider,
      String signature,
      @Nullable String hook,
      SourceState state,
      @Nullable UUID lastEvent,
      @Nullable Instant lastEventAt,
      Counts counts,
      List<SecretUse> secrets,
      ApiState api,
      @Nullable ReconciliationView reconciliation) {

    static SourceAnswer of(
        Source source,
        @Nullable String hook,
        SourceActivity activity,
        SourceApis.States apiStates) {
      return new SourceAnswer(
          source.name(),
          source.provider(),
          source.signature().name(),
          hook,
          activity.state(),
          activity.lastEvent(),
          activity.lastEventAt(),
          activity.counts(),
          activity.secrets(),
          apiStates.api(source),
          apiStates.reconciliation(source));
    }
  }
}
