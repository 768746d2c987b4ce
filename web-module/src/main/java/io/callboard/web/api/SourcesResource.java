package io.callboard.web.api;

import io.callboard.fetch.ApiState;
import io.callboard.fetch.ReconciliationView;
import io.callboard.intake.Source;
import io.callboard.intake.source.Sources;
import io.callboard.ledger.SourceActivities;
import io.callboard.ledger.SourceActivity;
import io.callboard.ledger.SourceActivity.Counts;
import io.callboard.ledger.SourceActivity.SecretUse;
import io.callboard.security.Role;
import io.callboard.web.request.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The configured sources and what they did so far. */
@Path("/sources")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class SourcesResource {
  private final Sources sources;
  private final SourceActivities activities;
  private final SourceApis apis;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public SourcesResource() {
    this(null, null, null);
  }

  @Inject
  public SourcesResource(Sources sources, SourceActivities activities, SourceApis apis) {
    this.sources = sources;
    this.activities = activities;
    this.apis = apis;
  }

  /** All of them, in the order of the configuration. */
  @GET
  public Record list() {
    return new SourceList(answers(sources.all()));
  }

  /** One of them. */
  @GET
  @Path("/{name}")
  public Record find(@PathParam("name") String name) {
    return sources
        .named(name)
        .map(source -> answers(List.of(source)).getFirst())
        .orElseThrow(Ids::notFound);
  }

  private List<SourceAnswer> answers(List<Source> configured) {
    List<SourceActivity> found = activities.of(configured.stream().map(Source::name).toList());
    SourceApis.States states = apis.states();
    List<SourceAnswer> answers = new ArrayList<>();
    for (int i = 0; i < configured.size(); i++) {
      answers.add(SourceAnswer.of(configured.get(i), found.get(i), states));
    }
    return answers;
  }

  /** The sources. */
  record SourceList(List<SourceAnswer> items) {}

  /**
   * A source.
   *
   * @param state {@code RUNNING}: what it sends is applied
   * @param api how its REST API is doing, from which its records are fetched
   * @param reconciliation how the comparison with the provider's list stands, null without one
   * @param secrets how often, and when last, each of its secrets verified an event
   */
  record SourceAnswer(
      String name,
      String provider,
      String signature,
      String state,
      @Nullable UUID lastEvent,
      @Nullable Instant lastEventAt,
      Counts counts,
      List<SecretUse> secrets,
      ApiState api,
      @Nullable ReconciliationView reconciliation) {

    static SourceAnswer of(Source source, SourceActivity activity, SourceApis.States states) {
      return new SourceAnswer(
          source.name(),
          source.provider(),
          source.signature().name(),
          "RUNNING",
          activity.lastEvent(),
          activity.lastEventAt(),
          activity.counts(),
          activity.secrets(),
          states.api(source),
          states.reconciliation(source));
    }
  }
}
