package io.callboard.intake.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.fetch.Overtaken;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

  @ParameterizedTest
  @CsvSource({
    "22001, DATA",
    "22021, DATA",
    "23505, DATA",
    "40001, CONTENTION",
    "40P01, CONTENTION",
    "55P03, CONTENTION",
    "HYT00, CONTENTION",
    "90131, CONTENTION",
    "08006, OUTAGE",
    "53100, OUTAGE",
    "53300, OUTAGE",
    "57P01, OUTAGE",
    "57P03, OUTAGE",
    "25006, OUTAGE",
    "90098, OUTAGE",
    "42P01, OTHER",
    "XX000, OTHER"
  })
  void isToldByTheSqlState(String state, Fault fault) {
    assertThat(Fault.of(new IllegalStateException(new SQLException("reason", state))))
        .isEqualTo(fault);
  }

  @Test
  void looksBehindABatch() {
    BatchUpdateException batch = new BatchUpdateException("batch", "40001", new int[0]);
    batch.setNextException(new SQLException("too long", "22001"));
    assertThat(Fault.of(batch)).isEqualTo(Fault.DATA);
  }

  @Test
  void takesAConnectionThatCannotBeHadForAnOutage() {
    assertThat(Fault.of(new IllegalStateException(new SQLException("no connection"))))
        .isEqualTo(Fault.OUTAGE);
  }

  @Test
  void tellsAFailureOfOurOwnCodeFromOneOfTheServer() {
    assertThat(Fault.of(new IllegalStateException("a bug"))).isEqualTo(Fault.CODE);
    assertThat(Fault.of(new IllegalStateException(new StackOverflowError()))).isEqualTo(Fault.CODE);
    assertThat(Fault.of(new IllegalStateException(new OutOfMemoryError()))).isEqualTo(Fault.OTHER);
    assertThat(Fault.of(new NoClassDefFoundError("X"))).isEqualTo(Fault.OTHER);
    assertThat(Fault.of(new PersistenceException("no session"))).isEqualTo(Fault.OTHER);
    assertThat(Fault.of(new TransactionalException("rolled back", new IllegalStateException())))
        .isEqualTo(Fault.OTHER);
  }

  @Test
  void takesACounterThatWasRaisedMeanwhileForContention() {
    assertThat(Fault.of(new Overtaken())).isEqualTo(Fault.CONTENTION);
  }
}
