package io.callboard.audit;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action of an operator.
 *
 * @param number counts all entries from 1
 * @param actor the user's or token's name
 * @param address where the request came from
 * @param action what was done, such as {@code source.paused}
 * @param subject what it was done to, null once erased
 * @param details further facts; empty once erased
 * @param hash SHA-256 over this entry and the hash of the previous one, in hexadecimal
 */
public record AuditEntry(
    long number,
    Instant at,
    String actor,
    String address,
    String action,
    @Nullable String subject,
    JsonMembers details,
    String hash) {}
