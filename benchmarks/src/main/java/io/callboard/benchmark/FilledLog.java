package io.callboard.benchmark;

import io.callboard.database.Migrations;
import io.callboard.testing.TestDatabase;
import io.callboard.testing.log.Explained;
import io.callboard.testing.log.LogQuestions.Question;
import io.callboard.testing.log.Plan;
import io.callboard.testing.log.SampleLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that contains a log, and the product's persistence unit on it. */
record FilledLog(SampleLog log, DataSource connections, EntityManagerFactory entityManagers)
    implements AutoCloseable {

  static FilledLog in(Database.Postgres server, String name, SampleLog log) throws SQLException {
    execute(server.server().getPostgresDatabase(), "create database " + name);
    String url = server.server().getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(url);
    Migrations.migrate(connections);
    long begin = System.nanoTime();
    log.fill(connections);
    execute(connections, "vacuum analyze");
    execute(connections, "checkpoint");
    System.out.printf(
        "%,d events were inserted in %d s%n",
        log.events(), (System.nanoTime() - begin) / 1_000_000_000);
    return new FilledLog(log, connections, TestDatabase.entityManagers(url));
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the nanoseconds that a query takes; its changes are rolled back. */
  long nanosOf(Question question) {
    try (EntityManager entities = entityManagers.createEntityManager()) {
      entities.getTransaction().begin();
      long begin = System.nanoTime();
      question.asked().accept(entities);
      long nanos = System.nanoTime() - begin;
      entities.getTransaction().rollback();
      return nanos;
    }
  }

  /** Returns the nanoseconds that some work takes, including its commit. */
  long nanosOf(Consumer<EntityManager> work) {
    try (EntityManager entities = entityManagers.createEntityManager()) {
      entities.getTransaction().begin();
      long begin = System.nanoTime();
      work.accept(entities);
      entities.getTransaction().commit();
      return System.nanoTime() - begin;
    }
  }

  List<Plan> plans(Question question) {
    try (Explained explained = new Explained(connections)) {
      return explained.plans(question.asked());
    }
  }

  @Override
  public void close() {
    entityManagers.close();
  }
}
