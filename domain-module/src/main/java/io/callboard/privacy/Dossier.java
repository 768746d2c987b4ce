package io.callboard.privacy;

import java.util.List;
import java.util.UUID;

/**
 * A record about which data is stored.
 *
 * @param onHold whether it is on legal hold
 * @param rejections the ids of quarantined rejections that name the record, genuine or not
 */
public record Dossier(
    String kind, String source, String id, boolean onHold, List<UUID> rejections) {
  public Dossier {
    rejections = List.copyOf(rejections);
  }
}
