package io.callboard.audit;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The audit trail, written in the caller's transaction, so that a rollback removes the entry too.
 * Entries are written one after the other. Append last, when the transaction holds all its other
 * locks.
 */
@Dependent
@Transactional
public class AuditTrail {
  private static final int MAX_SUBJECT = 600;
  private static final int MAX_DETAIL = 1_000;
  private static final String ERASE =
      "update audit_entry set subject = null, details = null, salt = null";

  private final Statements statements;
  private final Clock clock;

  @Inject
  public AuditTrail(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /**
   * Adds an entry.
   *
   * @param action what was done, as {@code thing.done} in lower case; at most 60 characters
   * @param subject what it was done to; at most {@value #MAX_SUBJECT} characters are kept
   * @param details further facts that describe the action, without secrets; at most {@value
   *     #MAX_DETAIL} characters of each are kept
   */
  public void append(Operator by, String action, String subject, Map<String, String> details) {
    ChainEnd end = ChainEnd.lock(statements);
    long number = end.lastNumber() + 1;
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String kept = ColumnText.cut(subject, MAX_SUBJECT);
    JsonMembers members = members(details);
    String salt = Seal.salt();
    String digest = Seal.digest(salt, kept, members);
    String hash = Seal.entry(end.lastHash(), number, at, by, action, digest);
    statements.update(
        "insert into audit_entry (number, at, actor, address, action, subject, details, salt,"
            + " digest, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setLong(1, number);
          Statements.time(statement, 2, at);
          statement.setString(3, by.name());
          statement.setString(4, by.address());
          statement.setString(5, action);
          statement.setString(6, kept);
          statement.setBytes(7, members.toBytes());
          statement.setString(8, salt);
          statement.setString(9, digest);
          statement.setString(10, hash);
        });
    statements.update(
        "update audit_chain set last_number = ?, last_hash = ? where one = 1",
        statement -> {
          statement.setLong(1, number);
          statement.setString(2, hash);
        });
  }

  /**
   * Erases subject and details of the entries about a record. Actor, time and action stay, and so
   * does the chain. Further entries name the erased ones.
   *
   * @param record the record as a subject
   * @param members the members of a job's filter that select the record, as JSON text
   */
  public void eraseAbout(String record, List<String> members) {
    List<Long> erased = new ArrayList<>(about(record));
    erased.addAll(orders(members));
    if (erased.isEmpty()) {
      return;
    }
    statements.update(
        ERASE + " where number = any(?)",
        statement -> Statements.array(statement, 1, "bigint", erased.toArray()));
    Erased.naming(erased)
        .forEach(details -> append(Operator.CALLBOARD, Erased.ACTION, Erased.SUBJECT, details));
  }

  private List<Long> about(String record) {
    return statements.query(
        "select number from audit_entry where subject = ? and action = any(?) order by number",
        statement -> {
          statement.setString(1, record);
          Statements.array(statement, 2, "varchar", Erased.OF_RECORDS.toArray());
        },
        row -> row.getLong(1));
  }

  private List<Long> orders(List<String> members) {
    return statements
        .query(
            "select number, details from audit_entry where action like '%"
                + Erased.OF_JOBS
                + "' and details is not null order by number",
            statement -> {},
            row -> new Order(row.getLong(1), JsonMembers.shown(row.getBytes(2))))
        .stream()
        .filter(order -> members.stream().anyMatch(order.filter()::contains))
        .map(Order::number)
        .toList();
  }

  /** An entry about a job, with its details. */
  private record Order(long number, JsonMembers details) {
    String filter() {
      return details.string("filter").orElse("");
    }
  }

  private static JsonMembers members(Map<String, String> details) {
    Map<String, String> texts = new TreeMap<>();
    details.forEach(
        (name, text) -> texts.put(name, JsonMembers.quote(ColumnText.cut(text, MAX_DETAIL))));
    return JsonMembers.of(texts);
  }
}
