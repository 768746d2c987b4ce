package io.callboard.audit;

import org.jspecify.annotations.Nullable;

/**
 * The result of a check of the whole chain.
 *
 * @param first the first entry's number, 0 without an entry
 * @param last the last entry's number, 0 without an entry
 * @param erased the number of entries whose details were erased, which is no break
 * @param head the hash of the last entry; an earlier head that was kept elsewhere shows whether the
 *     chain was rewritten
 * @param brokenAt the number of the first entry that is missing or changed, null if intact
 * @param cause what is wrong there, null if intact
 */
public record ChainReport(
    boolean intact,
    long first,
    long last,
    long erased,
    String head,
    @Nullable Long brokenAt,
    @Nullable String cause) {}
