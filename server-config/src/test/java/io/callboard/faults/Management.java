package io.callboard.faults;

import java.nio.file.Path;

/** The administrator's operations in these tests; each server has its own implementation. */
interface Management {

  /** Configures the stopped server so that it can be queried when it runs. */
  void open();

  /** Configures the stopped server so that its applications see the agent that injects faults. */
  void admitAgent();

  /** Adds another application, which starts together with Callboard. */
  void deploy(String name, Path application);

  /** Suspends the running server for some seconds and resumes it, if the server supports that. */
  void suspendForAWhile();

  /**
   * Returns the number of messages in a queue of Callboard's broker, including those in delivery.
   */
  long messages(String queue);

  /** Returns the file with the password of Callboard's user at the broker. */
  Path brokerPassword();

  /** Returns the prefix with which applications look up queues and factories. */
  String names();
}
