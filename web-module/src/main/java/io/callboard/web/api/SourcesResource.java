package io.callboard.web.api;

import io.callboard.intake.Source;
import io.callboard.intake.source.Sources;
import io.callboard.ledger.SourceActivities;
import io.callboard.ledger.SourceActivity;
import io.callboard.ledger.SourceActivity.Counts;
import io.callboard.ledger.SourceActivity.SecretUse;
import io.callboard.network.PublicUrl;
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
  private final PublicUrl publicUrl;

  /** For RESTEasy, which asks for it and lets CDI call the other. */
  @SuppressWarnings("NullAway")
  public SourcesResource() {
    this(null, null, null);
  }

  @Inject
  public SourcesResource(Sources sources, SourceActivities activities, PublicUrl publicUrl) {
    this.sources = sources;
    this.activities = activities;
    this.publicUrl = publicUrl;
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
    List<SourceAnswer> answers = new ArrayList<>();
    for (int i = 0; i < configured.size(); i++) {
      Source source = configured.get(i);
      String hook = publicUrl.hook(source.name()).orElse(null);
      answers.add(SourceAnswer.of(source, hook, found.get(i)));
    }
    return answers;
  }

  /** The sources. */
  record SourceList(List<SourceAnswer> items) {}

  /**
   * A source.
   *
   * @param hook the address for the provider, without a path token; null without a public address
   * @param state {@code RUNNING}: what it sends is applied
   * @param secrets how often, and when last, each of its secrets verified an event
   */
  record SourceAnswer(
      String name,
      String provider,
      String signature,
      @Nullable String hook,
      String state,
      @Nullable UUID lastEvent,
      @Nullable Instant lastEventAt,
      Counts counts,
      List<SecretUse> secrets) {

    static SourceAnswer of(Source source, @Nullable String hook, SourceActivity activity) {
      return new SourceAnswer(
          source.name(),
          source.provider(),
          source.signature().name(),
          hook,
          "RUNNING",
          activity.lastEvent(),
          activity.lastEventAt(),
          activity.counts(),
          activity.secrets());
    }
  }
}
