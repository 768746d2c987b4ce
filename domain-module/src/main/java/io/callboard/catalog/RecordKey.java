package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A record of a source. */
@Embeddable
record RecordKey(@Column(name = "source") String source, @Column(name = "id") String id) {}
