package io.callboard.intake.settlement;

import io.callboard.catalog.CatalogChange.NothingToApply;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.privacy.ErasedSubjects;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Source;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Map;

/** The translation of events by the providers of their sources. */
@ApplicationScoped
public class Translator {
  private static final System.Logger LOG = System.getLogger(Translator.class.getName());

  private final Sources sources;
  private final Providers providers;
  private final ErasedSubjects erased;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Translator() {
    this.sources = null;
    this.providers = null;
    this.erased = null;
  }

  @Inject
  Translator(Sources sources, Providers providers, ErasedSubjects erased) {
    this.sources = sources;
    this.providers = providers;
    this.erased = erased;
  }

  /**
   * Returns the meaning of an event, or why it cannot be translated. It never throws because of the
   * event, only if the database is unavailable.
   */
  public Translated translate(ProvenDelivery event) {
    erased.refresh();
    Delivery delivery = event.delivery();
    return sources
        .named(delivery.source())
        .map(source -> translate(event, source))
        .orElseGet(() -> Translated.failed(event, "its source is no longer configured"));
  }

  private Translated translate(ProvenDelivery event, Source source) {
    try {
      Translation translation = providers.of(source).translate(event, source);
      return isErased(source, translation)
          ? withoutSubject(event, translation)
          : Translated.as(event, translation);
    } catch (UnusableEvent e) {
      return Translated.failed(event, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.log(Level.ERROR, "Event " + event.delivery().id() + " could not be translated", e);
      return Translated.failed(event, "it could not be translated; see the server's log");
    }
  }

  private boolean isErased(Source source, Translation translation) {
    return translation.subject() != null
        && erased.contains(source.name(), translation.kind(), translation.subject());
  }

  /**
   * Returns an event without the data of its erased subject: the log keeps only that it arrived,
   * and its type, kind and time.
   */
  private static Translated withoutSubject(ProvenDelivery event, Translation translation) {
    Delivery delivery = event.delivery();
    Delivery bare =
        new Delivery(
            delivery.id(),
            delivery.source(),
            null,
            Map.of(),
            new byte[0],
            delivery.receivedAt(),
            "");
    Translation nothing =
        new Translation(
            translation.type(),
            translation.kind(),
            null,
            translation.occurredAt(),
            SameKey.joining(OtherContent.DUPLICATE, "erased", delivery.id().toString()),
            new NothingToApply("its subject was erased"));
    return Translated.as(new ProvenDelivery(bare, event.proof()), nothing);
  }
}
