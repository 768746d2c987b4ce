package io.callboard.provider.fourth;

import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.provider.Delivery;
import io.callboard.provider.EventReader;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.Translation;
import io.callboard.provider.UnusableEvent;
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
