package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A record of a source that is told apart by its kind too. */
@Embeddable
record DocumentKey(
    @Column(name = "source") String source,
    @Column(name = "kind") String kind,
    @Column(name = "id") String id) {}
