package io.callboard.naming;

import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Callboard that the server has in JNDI, each a text under the name of its key. On Open
 * Liberty that is where a value may stand encoded: its own source for MicroProfile Config gives out
 * variables as they are written. They hold against the same key anywhere else. Their names are not
 * listed.
 */
public final class NamedSettings implements ConfigSource {
  /** Above Liberty's variables (500) and the system's properties (400). */
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

  /** Absent where there is no such name, and where something else than a text has it. */
  @Override
  @SuppressWarnings("BanJNDI") // Keys are the application's own, with names of sources between.
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
