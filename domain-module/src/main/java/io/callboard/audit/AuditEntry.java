package io.callboard.audit;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator did.
 *
 * @param number counts all entries from 1
 * @param actor the user's or token's name
 * @param address where the request came from
 * @param action what was done, such as {@code source.paused}
 * @param subject to what, null once erased
 * @param details what else is known; empty once erased
 * @param hash SHA-256 over this entry and the hash of the one before, in hexadecimal
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
