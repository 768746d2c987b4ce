package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A format of a video. */
@Embeddable
record RenderKey(
    @Column(name = "source") String source,
    @Column(name = "video_id") String videoId,
    @Column(name = "format") String format) {}
