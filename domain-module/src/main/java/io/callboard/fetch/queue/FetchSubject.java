package io.callboard.fetch.queue;

/** The record that a pending fetch is for. */
public record FetchSubject(String source, String kind, String id) {}
