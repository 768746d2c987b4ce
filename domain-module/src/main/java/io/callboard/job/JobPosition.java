package io.callboard.job;

import java.time.Instant;
import java.util.UUID;

/** A job's position in the lists of jobs. */
public record JobPosition(Instant askedAt, UUID id) {}
