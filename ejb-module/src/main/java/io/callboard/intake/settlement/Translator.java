package io.callboard.intake.settlement;

import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Source;
import io.callboard.intake.Translation;
import io.callboard.intake.UnusableEvent;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Has each event translated by its source's provider. */
@ApplicationScoped
public class Translator {
  private static final System.Logger LOG = System.getLogger(Translator.class.getName());

  private final Sources sources;
  private final Providers providers;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Translator() {
    this.sources = null;
    this.providers = null;
  }

  @Inject
  Translator(Sources sources, Providers providers) {
    this.sources = sources;
    this.providers = providers;
  }

  /** What an event means, or why nobody can tell; never throws for anything in the event. */
  public Translated translate(ProvenDelivery event) {
    Delivery delivery = event.delivery();
    return sources
        .named(delivery.source())
        .map(source -> translate(event, source))
        .orElseGet(() -> Translated.failed(event, "its source is not configured any more"));
  }

  private Translated translate(ProvenDelivery event, Source source) {
    try {
      Provider provider = providers.of(source);
      Translation translation = provider.translate(event, source);
      return Translated.as(event, translation, provider.content(event.delivery(), source));
    } catch (UnusableEvent e) {
      return Translated.failed(event, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Event " + event.delivery().id() + " could not be translated", e);
      return Translated.failed(event, "it could not be translated; the server's log says more");
    }
  }
}
