package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.catalog.CatalogChange.DocumentFetched;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record whose events may carry parts of the document and may arrive out of order. Each top-level
 * member comes from the newest event that has it.
 */
@MappedSuperclass
abstract class MemberwiseRecord extends CatalogRecord {
  /** The maximum number of names in a document over its whole life, including cleared members. */
  static final int MAX_MEMBERS = 2_000;

  /**
   * The size, in bytes of UTF-8, to which several events can enlarge a document; one event has the
   * same limit by default. A single event may bring a larger document. Later events can change that
   * document but not enlarge it.
   */
  static final int MAX_BYTES = 1 << 20;

  private static final String TRASH = "TRASH";

  private static final String TOO_LARGE =
      "the document would grow beyond " + MAX_MEMBERS + " members or " + MAX_BYTES + " bytes";

  @Column(name = "member_versions")
  private byte[] memberVersions = MemberVersions.NONE;

  /** What an event says about the presence of the document. */
  enum Presence {
    THERE,
    GONE,
    UNSAID
  }

  @Override
  Effect apply(CatalogChange change) {
    return switch (change) {
      case DocumentChanged changed -> {
        Merge merge = new Merge(changed);
        yield merge.isTooLarge() ? merge.keepPresence() : merge.keep();
      }
      case DocumentAnnounced announced -> announced();
      case DocumentFetched fetched -> fetched(fetched);
      default -> throw notMine(change);
    };
  }

  /** Requests a fetch, which also decides whether a deleted record exists again. */
  private Effect announced() {
    if (isDeleted()) {
      return new Effect(new Outcome.AwaitsFetch(), Effect.Extent.NOTHING);
    }
    boolean seen = version() == 0 || state() == RecordState.CURRENT;
    present(RecordState.PENDING);
    return new Effect(
        new Outcome.AwaitsFetch(), seen ? Effect.Extent.RECORD : Effect.Extent.BOOKKEEPING);
  }

  /**
   * Replaces all members by the API's document, including those that unproven events set. The
   * document's presence is as of the fetch, so that a delete during the fetch is kept.
   */
  private Effect fetched(DocumentFetched fetched) {
    if (fetched.members().names().size() > MAX_MEMBERS) {
      return Effect.none(TOO_LARGE);
    }
    MemberVersions versions = MemberVersions.parse(memberVersions).withoutMembers();
    boolean gone = isInTrash(fetched.members());
    boolean decides = versions.setPresence(EventOrder.ofPresence(fetched.fetchedAt(), gone));
    EventOrder stamp = EventOrder.ofMembers(fetched);
    fetched.members().names().forEach(name -> versions.set(name, stamp, () -> true));
    memberVersions = versions.toBytes();
    RecordState before = state();
    if (decides) {
      settle(fetched);
    }
    boolean seen = version() == 0 || before != state() || !fetched.members().equals(document());
    document(fetched.members());
    return Effect.applied(seen);
  }

  private void settle(DocumentFetched fetched) {
    if (isInTrash(fetched.members())) {
      EventOrder order = EventOrder.ofMembers(fetched);
      deleted(TypedColumns.instant(Instant.ofEpochMilli(order.document())));
    } else {
      present(fetched.complete() ? RecordState.CURRENT : RecordState.PENDING);
    }
  }

  @Override
  void forgetOrder() {
    memberVersions = MemberVersions.parse(memberVersions).withoutOrder().toBytes();
  }

  @Override
  List<@Nullable Object> order() {
    return MemberVersions.parse(memberVersions).order();
  }

  /**
   * Returns the presence according to an event that is no delete or purge and does not have the
   * status TRASH.
   */
  abstract Presence presence(DocumentChanged change);

  private Presence said(DocumentChanged change) {
    return switch (change.action()) {
      case DELETE, PURGE -> Presence.GONE;
      case CREATE, UPDATE, RESTORE ->
          isInTrash(change.members()) ? Presence.GONE : presence(change);
    };
  }

  private static boolean isInTrash(JsonMembers members) {
    return members.string("status").filter(TRASH::equals).isPresent();
  }

  /**
   * One event merged into the document in memory; the result is kept only if it is within the
   * limits.
   */
  private final class Merge {
    private final DocumentChanged change;
    private final EventOrder stamp;
    private final MemberVersions versions = MemberVersions.parse(memberVersions);
    private final JsonMembers before = document();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final boolean newer;

    Merge(DocumentChanged change) {
      this.change = change;
      this.stamp = EventOrder.ofMembers(change);
      before.names().forEach(name -> before.text(name).ifPresent(text -> texts.put(name, text)));
      this.newer = change.action() == DocumentAction.PURGE ? purge() : setMembers();
    }

    private boolean purge() {
      boolean raised = versions.purge(EventOrder.ofPurge(change.date()));
      texts.keySet().removeIf(name -> !versions.contains(name));
      return raised;
    }

    private boolean setMembers() {
      boolean any = false;
      for (String name : change.members().names()) {
        if (versions.set(name, stamp, () -> winsTie(name))) {
          any = true;
          set(name);
        }
      }
      return any;
    }

    /**
     * Decides by the member's text between two equally new events; the text of a cleared member is
     * {@code null}.
     */
    private boolean winsTie(String name) {
      String told = change.members().text(name).orElse("null");
      return told.compareTo(texts.getOrDefault(name, "null")) >= 0;
    }

    private void set(String name) {
      if (change.members().isNull(name)) {
        texts.remove(name);
      } else {
        change.members().text(name).ifPresent(text -> texts.put(name, text));
      }
    }

    boolean isTooLarge() {
      if (versions.size() > MAX_MEMBERS) {
        return true;
      }
      long most = documentSize() + change.members().size();
      return most > MAX_BYTES && isGreater(JsonMembers.of(texts).size());
    }

    /** Returns whether a size exceeds the limit, the stored document and the event's members. */
    private boolean isGreater(long size) {
      return size > MAX_BYTES && size > documentSize() && size > change.members().size();
    }

    Effect keep() {
      Presence said = said(change);
      EventOrder order = EventOrder.ofPresence(change.date(), said == Presence.GONE);
      boolean decides = said != Presence.UNSAID && versions.setPresence(order);
      if (!newer && !decides) {
        return Effect.none("no part of the event is newer than the stored document");
      }
      boolean seen = version() == 0 || (decides && isDeleted() != (said == Presence.GONE));
      if (decides) {
        become(said);
      }
      memberVersions = versions.toBytes();
      JsonMembers after = JsonMembers.of(texts);
      if (version() == 0 || !after.equals(before)) {
        document(after);
        seen = true;
      }
      return Effect.applied(seen);
    }

    /**
     * Keeps the presence alone if the document would be too large, so that a delete is not lost.
     */
    Effect keepPresence() {
      MemberVersions kept = MemberVersions.parse(memberVersions);
      Presence said = said(change);
      EventOrder order = EventOrder.ofPresence(change.date(), said == Presence.GONE);
      boolean decides = said != Presence.UNSAID && kept.setPresence(order);
      if (!decides || isDeleted() == (said == Presence.GONE)) {
        return Effect.none(TOO_LARGE);
      }
      become(said);
      memberVersions = kept.toBytes();
      return Effect.applied(true);
    }

    private void become(Presence said) {
      if (said == Presence.GONE) {
        deleted(TypedColumns.instant(Instant.ofEpochMilli(change.date())));
      } else {
        present(RecordState.CURRENT);
      }
    }
  }
}
