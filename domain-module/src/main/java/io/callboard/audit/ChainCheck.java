package io.callboard.audit;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The check of the chain from its first entry to the last. It reports where the chain is broken or
 * where details were removed without an erasure. It reads page by page, while others append
 * entries, erase details, or remove the oldest entries (retention). None of that is a break.
 */
@Dependent
@Transactional
public class ChainCheck {
  private static final int PAGE = 1_000;

  private final Statements statements;

  @Inject
  public ChainCheck(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Checks every entry. */
  public ChainReport check() {
    while (true) {
      Optional<ChainEnd> end = ChainEnd.read(statements);
      ChainReport report = end.map(known -> new Walk(known).report()).orElseGet(this::noChain);
      if (report.intact() || !beginsElsewhere(end)) {
        return report;
      }
    }
  }

  /** Returns whether entries were removed, or the first one was written, since the end was read. */
  private boolean beginsElsewhere(Optional<ChainEnd> end) {
    return !ChainEnd.read(statements)
        .map(ChainEnd::firstNumber)
        .equals(end.map(ChainEnd::firstNumber));
  }

  /**
   * Returns the number and hash of the last entry, to be kept in another place; empty before the
   * first.
   */
  public Optional<ChainHead> head() {
    return ChainEnd.read(statements).map(end -> new ChainHead(end.lastNumber(), end.lastHash()));
  }

  private ChainReport noChain() {
    boolean none = page(0, Long.MAX_VALUE).isEmpty();
    return new ChainReport(
        none, 0, 0, 0, Seal.GENESIS, none ? null : 1L, none ? null : "the chain's end is missing");
  }

  private List<Link> page(long after, long last) {
    return statements.query(
        "select number, at, actor, address, action, subject, details, salt, digest, hash"
            + " from audit_entry where number > ? and number <= ? order by number fetch first "
            + PAGE
            + " rows only",
        statement -> {
          statement.setLong(1, after);
          statement.setLong(2, last);
        },
        Link::of);
  }

  /** An entry with its seal. */
  private record Link(
      long number,
      Instant at,
      Operator by,
      String action,
      @Nullable String subject,
      byte @Nullable [] details,
      @Nullable String salt,
      String digest,
      String hash) {

    static Link of(ResultSet row) throws SQLException {
      return new Link(
          row.getLong(1),
          Statements.time(row, 2),
          new Operator(row.getString(3), row.getString(4)),
          row.getString(5),
          row.getString(6),
          row.getBytes(7),
          row.getString(8),
          row.getString(9),
          row.getString(10));
    }

    /** Returns the numbers of the entries that this one names as erased. */
    List<Long> namesErased() {
      return action.equals(Erased.ACTION) ? Erased.named(JsonMembers.shown(details)) : List.of();
    }

    boolean isErased() {
      return subject == null && details == null && salt == null;
    }

    /** Returns why this is not the entry that was written after the previous one, or null. */
    @Nullable String fault(String previous) {
      if (!Seal.entry(previous, number, at, by, action, digest).equals(hash)) {
        return "the hash does not follow from this entry and the previous hash";
      }
      if (isErased()) {
        return Erased.canBe(action)
            ? null
            : "the details are missing, but no erasure removes details of this action";
      }
      boolean own =
          subject != null
              && salt != null
              && Seal.digest(salt, subject, JsonMembers.shown(details)).equals(digest);
      return own ? null : "the details do not match their digest";
    }
  }

  /** One walk along the chain. */
  private final class Walk {
    private ChainEnd end;
    private long number;
    private String hash;
    private final NavigableSet<Long> unnamed = new TreeSet<>();
    private long erased;

    Walk(ChainEnd end) {
      this.end = end;
      this.number = end.firstNumber() - 1;
      this.hash = end.firstPrevious();
    }

    /**
     * Walks to the end. The entry that names erased entries follows them and is committed with
     * their erasure. It may therefore lie beyond the end that was read first.
     */
    ChainReport report() {
      ChainReport report = walk();
      while (report.intact() && !unnamed.isEmpty() && findsLaterEnd()) {
        report = walk();
      }
      return report.intact() && !unnamed.isEmpty()
          ? broken(unnamed.first(), "the details are missing, but no erasure names this entry")
          : report;
    }

    private boolean findsLaterEnd() {
      long known = end.lastNumber();
      end = ChainEnd.read(statements).orElse(end);
      return end.lastNumber() > known;
    }

    private ChainReport walk() {
      List<Link> links = page(number, end.lastNumber());
      while (!links.isEmpty()) {
        for (Link link : links) {
          String fault = link.number() == number + 1 ? link.fault(hash) : "an entry is missing";
          if (fault != null) {
            return broken(fault);
          }
          number = link.number();
          hash = link.hash();
          link.namesErased().forEach(unnamed::remove);
          if (link.isErased()) {
            erased++;
            unnamed.add(number);
          }
        }
        links = page(number, end.lastNumber());
      }
      if (number != end.lastNumber() || !hash.equals(end.lastHash())) {
        return broken("an entry is missing");
      }
      unnamed.headSet(end.namedAfter(), true).clear();
      return new ChainReport(true, first(), number, erased, hash, null, null);
    }

    private ChainReport broken(String fault) {
      return broken(number + 1, fault);
    }

    private ChainReport broken(long at, String fault) {
      return new ChainReport(false, first(), end.lastNumber(), erased, end.lastHash(), at, fault);
    }

    private long first() {
      return end.lastNumber() < end.firstNumber() ? 0 : end.firstNumber();
    }
  }
}
