package io.callboard.persistence;

import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsOffsetDateTimeJdbcType;

/**
 * Hands an {@link java.time.Instant} to the driver as an {@code OffsetDateTime}. As a {@code
 * java.sql.Timestamp}, Hibernate's default, a time before 1582 would be of the Julian calendar,
 * unlike those that plain SQL writes. Hibernate finds this class as a service.
 */
public final class InstantsWithOffset implements TypeContributor {

  @Override
  public void contribute(TypeContributions types, ServiceRegistry services) {
    types.contributeJdbcType(TimestampUtcAsOffsetDateTimeJdbcType.INSTANCE);
  }
}
