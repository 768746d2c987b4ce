package io.callboard.persistence;

import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsOffsetDateTimeJdbcType;

/**
 * A type contribution that passes an {@link java.time.Instant} to the driver as an {@code
 * OffsetDateTime}. Hibernate's default is {@code java.sql.Timestamp}, which uses the Julian
 * calendar for times before 1582, unlike the times that plain SQL writes. Hibernate finds this
 * class as a service.
 */
public final class InstantsWithOffset implements TypeContributor {

  @Override
  public void contribute(TypeContributions types, ServiceRegistry services) {
    types.contributeJdbcType(TimestampUtcAsOffsetDateTimeJdbcType.INSTANCE);
  }
}
