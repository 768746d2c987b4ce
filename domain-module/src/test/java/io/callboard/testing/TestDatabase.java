package io.callboard.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * A migrated database of one test class, with the product's persistence unit on it. Transactions
 * are resource-local: they commit, or roll back if the work throws.
 */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseServer server;
  private final DataSource dataSource;
  private final EntityManagerFactory entityManagers;

  TestDatabase(DatabaseServer server, String url) {
    this.server = server;
    this.dataSource = new UrlDataSource(url);
    this.entityManagers = entityManagers(url);
  }

  private static EntityManagerFactory entityManagers(String connecting, Object to) {
    return Persistence.createEntityManagerFactory(
        "callboard",
        Map.of(
            "jakarta.persistence.transactionType",
            "RESOURCE_LOCAL",
            connecting,
            to,
            "hibernate.type.json_format_mapper",
            new NoJsonColumns(),
            "hibernate.connection.pool_size",
            "20"));
  }

  /** Opens the product's persistence unit on an existing database. */
  public static EntityManagerFactory entityManagers(String url) {
    return entityManagers("jakarta.persistence.jdbc.url", url);
  }

  /** Opens the product's persistence unit on the given connections. */
  public static EntityManagerFactory entityManagers(DataSource connections) {
    return entityManagers("jakarta.persistence.nonJtaDataSource", connections);
  }

  public DatabaseServer server() {
    return server;
  }

  /** Returns a source of plain connections, each a new one. */
  public DataSource dataSource() {
    return dataSource;
  }

  public EntityManagerFactory entityManagers() {
    return entityManagers;
  }

  /** Runs work in its own transaction and returns its result. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    try (EntityManager entityManager = entityManagers.createEntityManager()) {
      return inTransaction(entityManager, work);
    }
  }

  /** Runs work in a transaction, and other work between its first and its second statement. */
  public <T> T interrupted(Runnable other, Function<EntityManager, T> work) {
    try (Connection connection = dataSource.getConnection();
        EntityManager entityManager =
            entityManagers
                .unwrap(SessionFactory.class)
                .withOptions()
                .connection(Interruption.of(connection, other))
                .openSession()) {
      return inTransaction(entityManager, work);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T inTransaction(EntityManager entityManager, Function<EntityManager, T> work) {
    EntityTransaction transaction = entityManager.getTransaction();
    transaction.begin();
    try {
      T result = work.apply(entityManager);
      transaction.commit();
      return result;
    } finally {
      if (transaction.isActive()) {
        transaction.rollback();
      }
    }
  }

  /** Runs work in its own transaction. */
  public void run(Consumer<EntityManager> work) {
    inTransaction(
        entityManager -> {
          work.accept(entityManager);
          return Boolean.TRUE;
        });
  }

  /** Returns the rows of a native query: the values of a single column, else arrays of values. */
  @SuppressWarnings("unchecked")
  public List<Object> query(String sql) {
    return inTransaction(
        entityManager -> (List<Object>) entityManager.createNativeQuery(sql).getResultList());
  }

  /** Runs one statement in its own transaction, with the values in the places of its format. */
  @SuppressWarnings("AnnotateFormatMethod")
  public void execute(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(values.length == 0 ? sql : sql.formatted(values));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes the rows of all tables, so that a test does not see another's rows. */
  public void empty() {
    List<Object> tables =
        query(
            "select table_name from information_schema.tables where table_schema = 'public'"
                + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'");
    run(
        entityManager ->
            tables.forEach(
                table -> entityManager.createNativeQuery("delete from " + table).executeUpdate()));
  }

  @Override
  public void close() {
    entityManagers.close();
  }

  @Override
  public String toString() {
    return server.name();
  }
}
