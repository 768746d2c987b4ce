package io.callboard.catalog;

import io.callboard.catalog.CatalogChange.AccountChanged;
import io.callboard.json.JsonMembers;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer's account, as the newest event describes it. Of two events with the same time, the one
 * whose text sorts last wins, so that the order of arrival does not matter. The partner's id is
 * kept when an event omits it.
 */
@Entity
@Table(name = "account")
class Account extends CatalogRecord {
  static final String KIND = "account";

  @EmbeddedId private RecordKey key;

  @Column(name = "event_at")
  private @Nullable Instant eventAt;

  @Column(name = "first_name")
  private @Nullable String firstName;

  @Column(name = "last_name")
  private @Nullable String lastName;

  @Column(name = "email_address")
  private @Nullable String emailAddress;

  @Column(name = "company_name")
  private @Nullable String companyName;

  @Column(name = "phone")
  private @Nullable String phone;

  @Column(name = "city")
  private @Nullable String city;

  @Column(name = "region")
  private @Nullable String region;

  @Column(name = "external_id")
  private @Nullable String externalId;

  /** The time of the event that set {@link #externalId}. */
  @Column(name = "external_at")
  private @Nullable Instant externalAt;

  protected Account() {}

  Account(String source, String id) {
    this.key = new RecordKey(source, id);
  }

  @Override
  Effect apply(CatalogChange change) {
    if (!(change instanceof AccountChanged changed)) {
      throw notMine(change);
    }
    Instant at = TypedColumns.instant(changed.eventAt());
    JsonMembers before = document();
    HeaderId external = external().or(HeaderId.named(changed.externalId(), at));
    int order = eventAt == null ? 1 : at.compareTo(eventAt);
    boolean newer = order > 0 || (order == 0 && TieBreak.wins(changed.members(), before));
    if (!newer && external.equals(external())) {
      return Effect.none("the stored account is as new as the event or newer");
    }
    boolean seen =
        version() == 0
            || !Objects.equals(external.value(), externalId)
            || (newer && !changed.members().equals(before));
    externalId = external.value();
    externalAt = external.at();
    eventAt = newer ? at : eventAt;
    document(newer ? changed.members() : before);
    return Effect.applied(seen);
  }

  private HeaderId external() {
    return HeaderId.stored(externalId, externalAt, eventAt);
  }

  @Override
  void forgetOrder() {
    eventAt = null;
    externalAt = null;
  }

  @Override
  List<@Nullable Object> order() {
    return Arrays.asList(eventAt, external().at());
  }

  @Override
  void describe(JsonMembers attributes) {
    firstName = TypedColumns.text(attributes, "firstName", 255);
    lastName = TypedColumns.text(attributes, "lastName", 255);
    emailAddress = TypedColumns.word(attributes, "emailAddress", 320);
    companyName = TypedColumns.text(attributes, "companyName", 255);
    phone = TypedColumns.id(attributes, "phone", 100);
    city = TypedColumns.text(attributes, "city", 255);
    region = TypedColumns.text(attributes, "state", 255);
    searchable(firstName, lastName, emailAddress, companyName, city, externalId);
  }

  @Override
  String id() {
    return key.id();
  }

  @Override
  RecordView.AccountView view() {
    return new RecordView.AccountView(
        key.source(),
        key.id(),
        state(),
        version(),
        updatedAt(),
        lastEvent(),
        deletedAt(),
        firstName,
        lastName,
        emailAddress,
        companyName,
        phone,
        city,
        region,
        externalId,
        attributes());
  }
}
