package io.callboard.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The key of a render: the source and id of its video, and its format. */
@Embeddable
record RenderKey(
    @Column(name = "source") String source,
    @Column(name = "video_id") String videoId,
    @Column(name = "format") String format) {}
