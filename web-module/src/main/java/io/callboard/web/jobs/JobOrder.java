package io.callboard.web.jobs;

import io.callboard.job.JobRequest;

/**
 * A job that a caller requests.
 *
 * @param subject the subject of its entry in the audit trail
 */
public record JobOrder(JobRequest request, String subject) {}
