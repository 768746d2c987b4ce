package io.callboard.benchmark.spring;

/**
 * An event's body.
 *
 * @param created in seconds since 1970
 */
record ProfileEvent(String type, long created, Data data) {

  /** The profile that changed. */
  record Data(String id) {}

  String state() {
    return type.endsWith(".deleted") ? "DELETED" : "ACTIVE";
  }
}
