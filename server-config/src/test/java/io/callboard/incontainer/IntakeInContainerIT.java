package io.callboard.incontainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.EventDetail;
import io.callboard.eventlog.EventSearch;
import io.callboard.eventlog.EventState;
import io.callboard.intake.journal.IntakeJournal;
import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.reception.Intake;
import io.callboard.intake.reception.Receipt;
import io.callboard.intake.reception.Submission;
import io.callboard.ledger.Balance;
import io.callboard.ledger.LedgerLine;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rejection.RejectionSearch;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The interceptor, the journal and the message-driven bean, called by the container. */
@ExtendWith(ArquillianExtension.class)
class IntakeInContainerIT {
  private static final String KEY = "in-container-key";
  private static final String SOURCE = "filmmakers";

  /** Roughly the content of two full bundles. */
  private static final int DELIVERIES = 500;

  @Inject private Intake intake;
  @Inject private IntakeJournal journal;
  @Inject private Arrivals arrivals;
  @Inject private EventSearch events;
  @Inject private RejectionSearch rejections;
  @Inject private Balance balance;
  @Inject private Broker broker;
  @Inject private UserTransaction transaction;

  @Deployment
  static EnterpriseArchive callboardWithTests() throws Exception {
    return TestedApplication.with(IntakeInContainerIT.class);
  }

  @Test
  void theInterceptorHandsOnWhatItProved() throws Exception {
    Delivery delivery = delivery(KEY, "1");

    Receipt receipt = accept(new Submission(delivery, null));

    assertThat(receipt).isEqualTo(new Receipt.Accepted(delivery.id()));
    EventDetail event = settled(delivery.id());
    assertThat(event.event().proven()).containsExactly("timestamp", "body");
    assertThat(event.event().secretIndex()).isZero();
    assertThat(event.event().attempts()).isEqualTo(1);
  }

  @Test
  void theInterceptorKeepsAForgeryFromTheMethodAndTellsTheRejectionLog() throws Exception {
    Delivery delivery = delivery("another key", "2");

    Receipt receipt = accept(new Submission(delivery, null));

    assertThat(receipt).isEqualTo(new Receipt.Refused(RefusalReason.SIGNATURE_MISMATCH));
    assertThat(
            await(() -> rejections.find(delivery.id()), found -> found.isPresent()).get().reason())
        .isEqualTo("signature-mismatch");
    assertThat(events.find(delivery.id())).isEmpty();
  }

  @Test
  void deliveriesOfOneMomentShareMessagesAndAllAreSettled() throws Exception {
    List<UUID> ids = new ArrayList<>();
    broker.pause();
    try {
      List<CompletableFuture<Boolean>> durable = new ArrayList<>();
      for (int i = 0; i < DELIVERIES; i++) {
        ProvenDelivery proven = proven("4" + i);
        ids.add(proven.delivery().id());
        durable.add(journal.append(proven).toCompletableFuture());
      }
      for (CompletableFuture<Boolean> answer : durable) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(broker.messages()).isBetween(1L, DELIVERIES / 5L);
    } finally {
      broker.resume();
    }

    for (UUID id : ids) {
      assertThat(settled(id).event().state()).isEqualTo(EventState.PENDING);
    }
    assertBalanced();
  }

  @Test
  void whatIsAppendedInATransactionStaysWhenThatRollsBack() throws Exception {
    ProvenDelivery proven = proven("5");
    transaction.begin();
    boolean durable = journal.append(proven).toCompletableFuture().get(30, TimeUnit.SECONDS);
    transaction.rollback();

    assertThat(durable).isTrue();
    settled(proven.delivery().id());
  }

  @Test
  void aMessageThatComesTwiceIsSettledOnce() throws Exception {
    long accepted = ledger().accepted();
    ProvenDelivery proven = proven("6");
    broker.pause();
    try (JMSContext context = broker.context()) {
      assertThat(journal.append(proven).toCompletableFuture().get(30, TimeUnit.SECONDS)).isTrue();
      context.createProducer().send(broker.intake(), copyOfTheOne(context));
    } finally {
      broker.resume();
    }

    settled(proven.delivery().id());
    await(broker::messages, count -> count == 0);
    EventDetail event = settled(proven.delivery().id());
    assertThat(event.event().state()).isEqualTo(EventState.PENDING);
    assertThat(event.event().duplicates()).isZero();
    assertBalanced();
    assertThat(ledger().accepted()).isEqualTo(accepted + 1);
  }

  private BytesMessage copyOfTheOne(JMSContext context) throws Exception {
    List<?> waiting =
        await(
            () -> {
              try (var browser = context.createBrowser(broker.intake())) {
                return Collections.list((Enumeration<?>) browser.getEnumeration());
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            },
            found -> !found.isEmpty());
    BytesMessage original = (BytesMessage) waiting.getFirst();
    BytesMessage copy = context.createBytesMessage();
    byte[] body = new byte[Math.toIntExact(original.getBodyLength())];
    original.readBytes(body);
    copy.writeBytes(body);
    copyProperties(original, copy);
    return copy;
  }

  private static void copyProperties(Message from, Message to) throws JMSException {
    for (Object name : Collections.list((Enumeration<?>) from.getPropertyNames())) {
      if (!name.toString().startsWith("JMS") && !name.toString().startsWith("_")) {
        to.setObjectProperty(name.toString(), from.getObjectProperty(name.toString()));
      }
    }
  }

  private Receipt accept(Submission incoming) throws Exception {
    return intake.accept(incoming).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private EventDetail settled(UUID id) {
    return await(() -> events.find(id), found -> found.isPresent()).orElseThrow();
  }

  private void assertBalanced() throws Exception {
    LedgerLine line = await(this::ledger, found -> found.balanced() != null);
    assertThat(line.balanced()).describedAs(line.toString()).isTrue();
    assertThat(line.missing()).isZero();
  }

  private LedgerLine ledger() {
    try {
      transaction.begin();
      try {
        return balance.lines().stream()
            .filter(line -> line.source().equals(SOURCE))
            .findFirst()
            .orElse(new LedgerLine(SOURCE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null));
      } finally {
        transaction.rollback();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ProvenDelivery proven(String id) {
    return new ProvenDelivery(delivery(KEY, id), new Verified(List.of("timestamp", "body"), 0));
  }

  private Delivery delivery(String key, String id) {
    Instant now = Instant.now();
    SignedRequest request = SignedRequests.filmmakers(key, "actor_profile.updated", id, now, now);
    Map<String, List<String>> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return arrivals.arrive(
        SOURCE,
        request.contentType(),
        headers,
        request.text().getBytes(StandardCharsets.UTF_8),
        "127.0.0.1");
  }

  private static <T> T await(Supplier<T> question, Predicate<T> wanted) {
    Instant limit = Instant.now().plusSeconds(30);
    T answer = question.get();
    while (!wanted.test(answer)) {
      assertThat(Instant.now()).describedAs("still: %s", answer).isBefore(limit);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      answer = question.get();
    }
    return answer;
  }
}
