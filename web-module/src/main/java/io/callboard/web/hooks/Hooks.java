package io.callboard.web.hooks;

import io.callboard.intake.Delivery;
import io.callboard.intake.IncomingDelivery;
import io.callboard.intake.Source;
import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.reception.Intake;
import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.reception.Receipt;
import io.callboard.intake.reception.Refusals;
import io.callboard.intake.source.Sources;
import io.callboard.network.Client;
import io.callboard.network.Clients;
import io.callboard.problem.Problem;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes in webhooks: raw bytes, read up to the limit and not parsed here. */
@ApplicationScoped
public class Hooks {
  /** Answered as if the source did not exist: whoever listens learns nothing else. */
  private static final Refused BY_PLAIN_HTTP =
      new Refused(
          RefusalReason.SOURCE_UNKNOWN,
          "it came by plain HTTP, and the source asks for HTTPS (https=required)");

  private final Sources sources;
  private final Clients clients;
  private final Arrivals arrivals;
  private final Intake intake;
  private final Refusals refusals;
  private final IntakeLimits limits;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  Hooks() {
    this.sources = null;
    this.clients = null;
    this.arrivals = null;
    this.intake = null;
    this.refusals = null;
    this.limits = null;
  }

  @Inject
  Hooks(
      Sources sources,
      Clients clients,
      Arrivals arrivals,
      Intake intake,
      Refusals refusals,
      IntakeLimits limits) {
    this.sources = sources;
    this.clients = clients;
    this.arrivals = arrivals;
    this.intake = intake;
    this.refusals = refusals;
    this.limits = limits;
  }

  /**
   * Takes a webhook in.
   *
   * @param token what followed the source in the path, null when nothing did
   * @return the answer, as soon as it is known whether the event is on the broker's disk
   */
  CompletionStage<HookAnswer> receive(
      String source, @Nullable String token, HttpServletRequest request, InputStream body) {
    RequestHeaders headers = RequestHeaders.of(request);
    if (headers.size() > limits.maxHeaders()) {
      return answered(Problem.of(431, "expected at most " + limits.maxHeaders() + " characters"));
    }
    Optional<Source> found = sources.named(source);
    Client client = clients.of(request);
    if (found.isEmpty() || !found.get().admits(token, client.address())) {
      Delivery unread = arrive(source, request, headers, new byte[0]);
      return refused(unread, unknown(found.isPresent()), 0);
    }
    if (found.get().asksForHttps() && !client.secure()) {
      return refused(arrive(source, request, headers, new byte[0]), BY_PLAIN_HTTP, 0);
    }
    return admitted(source, token, request, headers, body);
  }

  /** Whom a source does not admit is told nothing else, but those who run it are. */
  private static Refused unknown(boolean named) {
    return new Refused(
        RefusalReason.SOURCE_UNKNOWN,
        named ? "the path token or the sender's network is wrong" : "no source of that name");
  }

  private CompletionStage<HookAnswer> admitted(
      String source,
      @Nullable String token,
      HttpServletRequest request,
      RequestHeaders headers,
      InputStream body) {
    long announced = request.getContentLengthLong();
    if (announced > limits.maxBody()) {
      Delivery unread = arrive(source, request, headers, new byte[0]);
      return refused(unread, refusal(RefusalReason.BODY_TOO_LARGE), announced);
    }
    Optional<byte[]> bytes = read(body, announced);
    if (bytes.isEmpty()) {
      return refused(arrive(source, request, headers, new byte[0]), RefusalReason.BODY_MALFORMED)
          .thenApply(HookAnswer::last);
    }
    Delivery delivery = arrive(source, request, headers, bytes.get());
    if (bytes.get().length > limits.maxBody()) {
      return refused(delivery, RefusalReason.BODY_TOO_LARGE);
    }
    return intake.accept(new IncomingDelivery(delivery, token)).thenApply(this::answer);
  }

  /**
   * One byte more than the limit at most; empty for a body that breaks off. A length that was
   * announced spares the buffers in which a body of unknown length is gathered.
   */
  private Optional<byte[]> read(InputStream body, long announced) {
    int most = announced < 0 ? limits.maxBody() + 1 : Math.toIntExact(announced);
    try {
      return Optional.of(body.readNBytes(most));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Delivery arrive(
      String source, HttpServletRequest request, RequestHeaders headers, byte[] body) {
    return arrivals.arrive(
        source, request.getContentType(), headers.kept(), body, clients.of(request).address());
  }

  private CompletionStage<HookAnswer> refused(Delivery delivery, RefusalReason reason) {
    return refused(delivery, refusal(reason), delivery.body().length);
  }

  private CompletionStage<HookAnswer> refused(Delivery delivery, Refused refused, long size) {
    refusals.record(delivery, refused, size);
    return CompletableFuture.completedStage(answer(new Receipt.Refused(refused.reason())));
  }

  private Refused refusal(RefusalReason reason) {
    return new Refused(reason, "expected " + expected(reason));
  }

  private HookAnswer answer(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted -> HookAnswer.accepted(accepted.event());
      case Receipt.Refused refused ->
          HookAnswer.refused(
              Problem.of(status(refused.reason()), "expected " + expected(refused.reason())));
      case Receipt.Unavailable unavailable -> HookAnswer.unavailable();
    };
  }

  private static int status(RefusalReason reason) {
    return switch (reason) {
      case SIGNATURE_MISSING,
          SIGNATURE_MALFORMED,
          SIGNATURE_MISMATCH,
          SIGNATURE_STALE,
          SIGNATURE_ALGORITHM,
          SIGNATURE_CLAIMS ->
          401;
      case BODY_MALFORMED -> 400;
      case BODY_TOO_LARGE -> 413;
      case CONTENT_TYPE -> 415;
      case SOURCE_UNKNOWN -> 404;
    };
  }

  /** What a sender may know: of a signature, not which check failed. */
  private String expected(RefusalReason reason) {
    return switch (status(reason)) {
      case 400 -> "a body that can be verified";
      case 401 -> "a valid signature";
      case 413 -> "a body of at most " + limits.maxBody() + " bytes";
      case 415 -> "application/jwt or application/json";
      default -> "a hook of this server";
    };
  }

  private static CompletionStage<HookAnswer> answered(Problem problem) {
    return CompletableFuture.completedStage(HookAnswer.refused(problem));
  }
}
