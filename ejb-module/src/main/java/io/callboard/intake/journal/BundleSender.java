package io.callboard.intake.journal;

/** A connection to the broker that one thread uses at a time. */
interface BundleSender {

  /**
   * Sends a bundle and returns when the broker has it on disk.
   *
   * @throws NotSent if the broker has certainly not taken it
   * @throws RuntimeException if the outcome is unknown
   */
  void send(Bundle bundle, byte[] message) throws NotSent;

  /** Releases the resources that are kept between messages. Nothing is sent after that. */
  default void close() {}

  /** A failure to send, after which the broker certainly does not have the message. */
  final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    NotSent(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
