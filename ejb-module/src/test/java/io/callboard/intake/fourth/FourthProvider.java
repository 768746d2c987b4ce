package io.callboard.intake.fourth;

import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.intake.Delivery;
import io.callboard.intake.EventReader;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Source;
import io.callboard.intake.Translation;
import io.callboard.intake.UnusableEvent;
import io.callboard.signature.Hmac;
import io.callboard.signature.Hmac.Algorithm;
import io.callboard.signature.Hmac.Encoding;
import io.callboard.signature.Verification;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;

/** A provider that Callboard does not know. This file is its whole code. */
@Dependent
class FourthProvider implements Provider {
  @Override
  public String name() {
    return "fourth";
  }

  @Override
  public Duration tolerance(Source source) {
    return Duration.ZERO;
  }

  @Override
  public Verification verify(Delivery delivery, Source source) {
    return new Hmac(Algorithm.SHA512, Encoding.BASE64, "")
        .verify(delivery.header("x-fourth"), delivery.body(), source.secrets());
  }

  @Override
  public Translation translate(ProvenDelivery event, Source source) throws UnusableEvent {
    return new Translation(
        "fourth",
        "fourth",
        null,
        null,
        EventReader.keyOfBody("fourth", event.delivery().body()),
        new NothingToApply("nothing is kept"));
  }
}
