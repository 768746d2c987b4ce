package io.callboard.web.api;

import io.callboard.web.access.TokensResource;
import io.callboard.web.access.UsersResource;
import io.callboard.web.jobs.JobsResource;
import io.callboard.web.jobs.RebuiltRecordsResource;
import io.callboard.web.json.JsonWriter;
import io.callboard.web.privacy.ErasuresResource;
import io.callboard.web.privacy.ExportsResource;
import io.callboard.web.privacy.HoldsResource;
import io.callboard.web.problem.ProblemMapper;
import io.callboard.web.records.AccountsResource;
import io.callboard.web.records.DocumentsResource;
import io.callboard.web.records.MediaResource;
import io.callboard.web.records.ProfilesResource;
import io.callboard.web.records.VideosResource;
import io.callboard.web.request.KnownParameters;
import io.callboard.web.request.OwnOriginOnly;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The REST API as an application of its own: its filters and writers apply to nothing else. */
@ApplicationPath("/api/v1")
public class CallboardApi extends Application {

  /** Returns the resources. */
  static Set<Class<?>> resources() {
    return Set.of(
        ProfilesResource.class,
        MediaResource.class,
        VideosResource.class,
        AccountsResource.class,
        DocumentsResource.class,
        EventsResource.class,
        JobsResource.class,
        RebuiltRecordsResource.class,
        RejectionsResource.class,
        SourcesResource.class,
        ReconciliationResource.class,
        LedgerResource.class,
        ExportsResource.class,
        HoldsResource.class,
        ErasuresResource.class,
        AlarmsResource.class,
        AuditResource.class,
        BackupsResource.class,
        UsersResource.class,
        TokensResource.class);
  }

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new java.util.HashSet<>(resources());
    classes.add(KnownParameters.class);
    classes.add(OwnOriginOnly.class);
    classes.add(SafeHeaders.class);
    classes.add(JsonWriter.class);
    classes.add(ProblemMapper.class);
    return classes;
  }
}
