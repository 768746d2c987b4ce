package io.callboard.faults;

import java.nio.file.Path;

/** What an administrator does with a server in these tests, each server in its own way. */
interface Management {

  /** Makes the stopped server one that can be asked when it runs. */
  void open();

  /** Lets the stopped server's applications see the agent that brings faults about. */
  void admitAgent();

  /** Puts another application beside Callboard, to be started with it. */
  void deploy(String name, Path application);

  /** Suspends the running server for some seconds and resumes it, where a server can do that. */
  void suspendForAWhile();

  /** How many messages a queue of Callboard's broker holds, those under way included. */
  long messages(String queue);

  /** The file that holds the password of Callboard's user at the broker. */
  Path brokerPassword();

  /** What stands before the names of queues and factories where applications look them up. */
  String names();
}
