package io.callboard.fetch.queue;

import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;

import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of pending fetches, and the only writer of {@code fetch_request}. A row exists only for
 * a stored record, and is changed under that record's lock.
 */
public final class FetchRequests {
  private static final int MAX_TROUBLE = 500;

  private static final String SUBJECT = " where source = ? and kind = ? and id = ?";
  private static final String SUBJECTS = " where id = any(?) and kind = any(?) and source = any(?)";

  /** Keeps the due time, because it may be the end of a node's lease. */
  private static final String REQUEST_AGAIN =
      "update fetch_request set wanted = nextval('fetch_wanted_seq')" + SUBJECTS;

  private static final Insert<Request> REQUEST =
      Insert.into(
          "fetch_request",
          List.of(
              text("source", (Request request) -> request.subject().source()),
              text("kind", request -> request.subject().kind()),
              text("id", request -> request.subject().id()),
              time("due_at", Request::dueAt)));

  private record Request(FetchSubject subject, Instant dueAt) {}

  private record Group(String source, String kind) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int bySource = source.compareTo(other.source);
      return bySource == 0 ? kind.compareTo(other.kind) : bySource;
    }
  }

  private final Statements statements;

  /**
   * Writes in the caller's transaction.
   *
   * @param statements of the caller's entity manager
   */
  public FetchRequests(Statements statements) {
    this.statements = statements;
  }

  /**
   * Requests fetches that are due now.
   *
   * @param known records that may have a request already; its counter is raised
   * @param added records that were just inserted, and have no request
   */
  public void request(Collection<FetchSubject> known, Collection<FetchSubject> added, Instant now) {
    Set<FetchSubject> pending = new HashSet<>();
    groups(known).forEach((group, ids) -> pending.addAll(requestAgain(group, ids)));
    statements.insert(
        REQUEST,
        Stream.concat(known.stream().filter(subject -> !pending.contains(subject)), added.stream())
            .map(subject -> new Request(subject, now))
            .toList());
  }

  private static Map<Group, List<String>> groups(Collection<FetchSubject> subjects) {
    return subjects.stream()
        .collect(
            Collectors.groupingBy(
                subject -> new Group(subject.source(), subject.kind()),
                TreeMap::new,
                Collectors.mapping(FetchSubject::id, Collectors.toList())));
  }

  /** Raises the counters of pending fetches, and returns their subjects. */
  private List<FetchSubject> requestAgain(Group group, List<String> ids) {
    List<String> pending =
        statements.query(
            "select id from fetch_request" + SUBJECTS + " order by id for update",
            statement -> bind(statement, group, ids),
            row -> row.getString(1));
    if (!pending.isEmpty()) {
      statements.update(REQUEST_AGAIN, statement -> bind(statement, group, pending));
    }
    return pending.stream().map(id -> new FetchSubject(group.source(), group.kind(), id)).toList();
  }

  private static void bind(PreparedStatement statement, Group group, List<String> ids)
      throws SQLException {
    Statements.array(statement, 1, "varchar", ids.toArray());
    Statements.array(statement, 2, "varchar", new Object[] {group.kind()});
    Statements.array(statement, 3, "varchar", new Object[] {group.source()});
  }

  /** Removes requests that are obsolete, claimed or not. */
  public void remove(Collection<FetchSubject> subjects) {
    statements.batch(
        "delete from fetch_request" + SUBJECT,
        subjects,
        (statement, subject) -> bind(statement, 1, subject));
  }

  /**
   * Removes a request that was answered.
   *
   * @return false if a later event raised its counter, or if it is gone
   */
  public boolean removeAnswered(FetchClaim claim) {
    return statements.update(
            "delete from fetch_request" + SUBJECT + " and wanted = ?",
            statement -> {
              bind(statement, 1, claim.subject());
              statement.setLong(4, claim.wanted());
            })
        > 0;
  }

  /** Makes a request due again, as if it were new. */
  public void makeDue(FetchClaim claim, Instant now) {
    statements.update(
        "update fetch_request set due_at = ?, attempts = 0, trouble = null" + SUBJECT,
        statement -> {
          Statements.time(statement, 1, now);
          bind(statement, 2, claim.subject());
        });
  }

  void dueAt(FetchClaim claim, Instant time) {
    statements.update(
        "update fetch_request set due_at = ?" + SUBJECT,
        statement -> {
          Statements.time(statement, 1, time);
          bind(statement, 2, claim.subject());
        });
  }

  void countAttempt(FetchClaim claim, Instant dueAt, String trouble) {
    statements.update(
        "update fetch_request set due_at = ?, attempts = attempts + 1, trouble = ?" + SUBJECT,
        statement -> {
          Statements.time(statement, 1, dueAt);
          statement.setString(2, cut(trouble));
          bind(statement, 3, claim.subject());
        });
  }

  /** Returns what went wrong, as the columns for it accept it. */
  public static String cut(String trouble) {
    return ColumnText.cut(trouble, MAX_TROUBLE);
  }

  private static void bind(PreparedStatement statement, int first, FetchSubject subject)
      throws SQLException {
    statement.setString(first, subject.source());
    statement.setString(first + 1, subject.kind());
    statement.setString(first + 2, subject.id());
  }
}
