package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The key of a document: its source, kind and id. */
@Embeddable
record DocumentKey(
    @Column(name = "source") String source,
    @Column(name = "kind") String kind,
    @Column(name = "id") String id) {}
