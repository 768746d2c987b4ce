package io.callboard.web.api;

import io.callboard.audit.AuditTrail;
import io.callboard.database.backup.BackupOutcome;
import io.callboard.database.backup.DatabaseBackup;
import io.callboard.problem.Problem;
import io.callboard.security.Role;
import io.callboard.web.problem.ProblemResponse;
import io.callboard.web.request.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Backups of the embedded database, written to the server's disk. They hold all personal data. */
@Path("/backups")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_WORD)
public class BackupsResource {
  private final DatabaseBackup backup;
  private final AuditTrail trail;
  private final Caller caller;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public BackupsResource() {
    this(null, null, null);
  }

  @Inject
  public BackupsResource(DatabaseBackup backup, AuditTrail trail, Caller caller) {
    this.backup = backup;
    this.trail = trail;
    this.caller = caller;
  }

  /** Makes a backup, which replaces the previous one. */
  @POST
  public Response make() {
    return switch (backup.make()) {
      case BackupOutcome.Made made -> {
        trail.append(caller.operator(), "backup.made", made.file(), Map.of());
        yield Response.ok(made).build();
      }
      case BackupOutcome.NotEmbedded none ->
          problem(409, "Only the embedded database is backed up here; use pg_dump for PostgreSQL.");
      case BackupOutcome.Busy other ->
          problem(409, "Another backup is being made; try again when it is done.");
      case BackupOutcome.Failed failed ->
          problem(500, "The backup could not be written; see the server's log.");
    };
  }

  private static Response problem(int status, String detail) {
    return ProblemResponse.of(Problem.of(status, detail));
  }
}
