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
 * Follows the chain from its first entry to the last and says where it is broken, or where details
 * are gone that no erasure removed. Reads so many entries at a time; what is appended meanwhile is
 * not looked at.
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
    return ChainEnd.read(statements).map(end -> new Walk(end).report()).orElseGet(this::noChain);
  }

  /** The last entry with its hash, for a log that nobody can rewrite; absent before the first. */
  public Optional<ChainHead> head() {
    return ChainEnd.read(statements).map(end -> new ChainHead(end.lastNumber(), end.lastHash()));
  }

  private ChainReport noChain() {
    boolean none = page(0, Long.MAX_VALUE).isEmpty();
    return new ChainReport(
        none, 0, 0, 0, Seal.GENESIS, none ? null : 1L, none ? null : "the chain's end is gone");
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

    /** The numbers of entries that this one says were erased. */
    List<Long> namesErased() {
      return action.equals(Erased.ACTION) ? Erased.named(JsonMembers.shown(details)) : List.of();
    }

    boolean isErased() {
      return subject == null && details == null && salt == null;
    }

    /** Why this is not the entry that was written after the one before, null when it is. */
    @Nullable String fault(String previous) {
      if (!Seal.entry(previous, number, at, by, action, digest).equals(hash)) {
        return "the entry does not follow from the one before";
      }
      if (isErased()) {
        return Erased.canBe(action) ? null : "the details are gone, which no erasure does to these";
      }
      boolean own =
          subject != null
              && salt != null
              && Seal.digest(salt, subject, JsonMembers.shown(details)).equals(digest);
      return own ? null : "the details are not those that were written";
    }
  }

  /** One walk along the chain. */
  private final class Walk {
    private final ChainEnd end;
    private long number;
    private String hash;
    private final NavigableSet<Long> unnamed = new TreeSet<>();
    private long erased;

    Walk(ChainEnd end) {
      this.end = end;
      this.number = end.firstNumber() - 1;
      this.hash = end.firstPrevious();
    }

    ChainReport report() {
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
      return unnamed.isEmpty()
          ? new ChainReport(true, first(), number, erased, hash, null, null)
          : broken(unnamed.first(), "the details are gone, and no erasure names the entry");
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
