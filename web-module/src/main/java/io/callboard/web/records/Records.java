package io.callboard.web.records;

import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordFilter;
import io.callboard.catalog.RecordState;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView;
import io.callboard.catalog.RecordView.Position;
import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Ids;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Supplier;

/** Lists and single answers, shared by the resources of current records. */
final class Records {
  static final String SOURCE = "source";
  static final String ID = "id";
  static final String TEXT = "q";
  static final String UPDATED_SINCE = "updated_since";
  static final String INCLUDE_DELETED = "include_deleted";
  static final String KIND = "kind";
  static final String ACCOUNT_ID = "account_id";
  static final String EXTERNAL_ID = "external_id";
  static final String FIELDS = "fields";

  /** The member that lists show only on request. */
  private static final String ATTRIBUTES = "attributes";

  private Records() {}

  /** Returns the requested page. */
  static <V extends Record & RecordView> Page<V> page(
      UriInfo uri, CatalogSearch catalog, RecordType<V> type) {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    RecordFilter filter =
        new RecordFilter(
            parameters.text(SOURCE),
            parameters.text(ID),
            parameters.text(TEXT),
            parameters.time(UPDATED_SINCE),
            parameters.flag(INCLUDE_DELETED),
            parameters.text(KIND),
            parameters.text(ACCOUNT_ID),
            parameters.text(EXTERNAL_ID));
    int limit = parameters.limit();
    Position after = Cursor.position(parameters.after());
    boolean attributes = parameters.names(FIELDS, ATTRIBUTES).contains(ATTRIBUTES);
    return Page.of(
        catalog.list(type, filter, after, limit, attributes), view -> Cursor.of(view.position()));
  }

  /** Returns a current record, or answers 404 if it never existed and 410 if it is deleted. */
  static <V extends RecordView> V current(Supplier<Optional<V>> search, String... ids) {
    if (!Ids.canBe(ids)) {
      throw Ids.notFound();
    }
    V view = search.get().orElseThrow(Ids::notFound);
    if (view.state() == RecordState.DELETED) {
      throw new ProblemException(gone(view));
    }
    return view;
  }

  private static Problem gone(RecordView view) {
    Problem problem = Problem.of(410, "The provider deleted this record.");
    if (view.deletedAt() != null) {
      problem = problem.with("deletedAt", view.deletedAt().toString());
    }
    String into = view.mergedInto();
    return into == null ? problem : problem.with("mergedInto", into);
  }
}
