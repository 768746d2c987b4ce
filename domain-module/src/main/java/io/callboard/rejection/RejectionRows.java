package io.callboard.rejection;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Statements;
import io.callboard.rejection.Rejection.Kept;
import io.callboard.source.SourceTotals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows and totals of the rejection log. */
@ApplicationScoped
class RejectionRows {
  /** The maximum number of quarantined bodies of one source. */
  static final int MAX_QUARANTINED = 1_000;

  /** The maximum size of all quarantined bodies of one source, in bytes. */
  static final long MAX_QUARANTINED_BYTES = 64L << 20;

  private static final String INSERT =
      """
      insert into rejection (id, at, source, reason, detail, address, content_type, size, headers,
        quarantine_key, body)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing\
      """;

  private final Statements statements;
  private final SourceTotals totals;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected RejectionRows() {
    this.statements = null;
    this.totals = null;
  }

  @Inject
  RejectionRows(EntityManager entities) {
    this.statements = new Statements(entities);
    this.totals = new SourceTotals(statements);
  }

  /** Writes rows, and adds to the totals of the sources, in a transaction of its own. */
  @Transactional(TxType.REQUIRES_NEW)
  void write(List<Rejection> rejections, SortedMap<String, Long> counts) {
    Map<String, Room> rooms = new HashMap<>();
    for (Rejection rejection : rejections) {
      Kept kept = rejection.kept();
      if (kept == null) {
        insert(rejection, null);
        continue;
      }
      Room room = rooms.computeIfAbsent(rejection.source(), this::room);
      if (room.takes(kept.body().length) && insert(rejection, kept) > 0) {
        rooms.put(rejection.source(), room.less(kept.body().length));
      } else {
        insert(rejection, null);
      }
    }
    counts.forEach(totals::addRejected);
  }

  /** The room that a source has left in quarantine; accepted and dismissed bodies use none. */
  private record Room(long rows, long bytes) {
    boolean takes(int size) {
      return rows > 0 && bytes >= size;
    }

    Room less(int size) {
      return new Room(rows - 1, bytes - size);
    }
  }

  private Room room(String source) {
    return statements
        .query(
            "select count(*), coalesce(sum(size), 0) from rejection"
                + " where source = ? and body is not null",
            statement -> statement.setString(1, source),
            row ->
                new Room(MAX_QUARANTINED - row.getLong(1), MAX_QUARANTINED_BYTES - row.getLong(2)))
        .getFirst();
  }

  private int insert(Rejection rejection, @Nullable Kept kept) {
    return statements.update(INSERT, statement -> bind(statement, rejection, kept));
  }

  private static void bind(PreparedStatement statement, Rejection rejection, @Nullable Kept kept)
      throws SQLException {
    statement.setObject(1, rejection.id());
    Statements.time(statement, 2, rejection.at());
    statement.setString(3, rejection.countedAs());
    statement.setString(4, rejection.reason());
    statement.setString(5, ColumnText.cut(rejection.detail(), 500));
    statement.setString(6, ColumnText.cut(rejection.address(), 100));
    String type = rejection.contentType();
    statement.setString(7, type == null ? null : ColumnText.cut(type, 255));
    statement.setLong(8, rejection.size());
    statement.setBytes(9, headers(rejection.headers()));
    statement.setBytes(10, kept == null ? null : HexFormat.of().parseHex(kept.key()));
    statement.setBytes(11, kept == null ? null : kept.body());
  }

  private static byte[] headers(Map<String, List<String>> headers) {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach((name, values) -> texts.put(name, JsonMembers.quote(values)));
    return JsonMembers.of(texts).toBytes();
  }
}
