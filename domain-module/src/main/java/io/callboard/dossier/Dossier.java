package io.callboard.dossier;

import java.util.List;
import java.util.UUID;

/**
 * A record of which something is held.
 *
 * @param onHold whether it is on legal hold
 * @param rejections the quarantined ones that name the record, whether or not they are genuine
 */
public record Dossier(
    String kind, String source, String id, boolean onHold, List<UUID> rejections) {
  public Dossier {
    rejections = List.copyOf(rejections);
  }
}
