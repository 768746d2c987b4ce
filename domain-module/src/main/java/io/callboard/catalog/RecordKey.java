package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The key of a record: its source and id. */
@Embeddable
record RecordKey(@Column(name = "source") String source, @Column(name = "id") String id) {}
