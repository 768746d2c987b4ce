package io.callboard.web.api;

import io.callboard.ledger.Balance;
import io.callboard.ledger.LedgerLine;
import io.callboard.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The conservation ledger: the accepted events of each source, by outcome. */
@Path("/ledger")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_WORD)
public class LedgerResource {
  private final Balance balance;

  /** Required by RESTEasy; CDI calls the other constructor. */
  @SuppressWarnings("NullAway")
  public LedgerResource() {
    this(null);
  }

  @Inject
  public LedgerResource(Balance balance) {
    this.balance = balance;
  }

  /** Returns one line for each source. */
  @GET
  @Transactional
  public Record lines() {
    return new Lines(balance.lines());
  }

  /** The ledger. */
  record Lines(List<LedgerLine> items) {}
}
