package io.callboard.web.jobs;

import io.callboard.job.JobRequest;

/**
 * A job that a caller orders.
 *
 * @param subject what the audit trail says it is about
 */
public record JobOrder(JobRequest request, String subject) {}
