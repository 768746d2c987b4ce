package io.callboard.naming;

import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Callboard in the server's JNDI, each a text under the name of its key. Open Liberty
 * decodes encoded values there, but not in its own source for MicroProfile Config, which returns
 * variables as they are written. These settings override the same key anywhere else. Their names
 * are not listed.
 */
public final class NamedSettings implements ConfigSource {
  /** Above Liberty's variables (500) and the system properties (400). */
  private static final int ORDINAL = 550;

  private static final String OURS = "callboard.";

  @Override
  public String getName() {
    return "JNDI names of Callboard's keys";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  /** Returns the text under a key; null if there is no such name, or if its value is not a text. */
  @Override
  @SuppressWarnings("BanJNDI") // Names are the application's own keys, with source names in them.
  public @Nullable String getValue(String key) {
    if (!key.startsWith(OURS)) {
      return null;
    }
    try {
      return new InitialContext().lookup(key) instanceof String text ? text : null;
    } catch (NamingException e) {
      return null;
    }
  }
}
