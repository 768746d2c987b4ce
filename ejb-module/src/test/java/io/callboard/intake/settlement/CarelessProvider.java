package io.callboard.intake.settlement;

import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Verified;
import java.time.Duration;
import java.util.List;

/** A provider that ignores the limits of the event log: every database rejects its events. */
final class CarelessProvider implements Provider {
  @Override
  public String name() {
    return "careless";
  }

  @Override
  public Duration tolerance(Source source) {
    return Duration.ofMinutes(5);
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    return new Verified(List.of("body"), 0);
  }

  @Override
  public Translation translate(ProvenDelivery event, Source source) {
    return new Translation(
        "careless.event",
        "k".repeat(2 * Translation.MAX_KIND),
        null,
        null,
        new SameKey(event.delivery().id().toString(), OtherContent.DUPLICATE),
        new NothingToApply("nothing"));
  }
}
