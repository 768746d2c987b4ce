package io.callboard.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a check of the whole chain found.
 *
 * @param first the first entry's number, 0 when there is none
 * @param last the last entry's number, 0 when there is none
 * @param erased how many entries have their details no more, which is no break
 * @param head the hash of the last entry: whoever wrote an earlier one down elsewhere can tell that
 *     the chain was not made anew
 * @param brokenAt the first number that is not as it was written, null when all are
 * @param cause what is wrong there, null when nothing is
 */
public record ChainReport(
    boolean intact,
    long first,
    long last,
    long erased,
    String head,
    @Nullable Long brokenAt,
    @Nullable String cause) {}
