package io.callboard.audit;

/**
 * The end of the chain.
 *
 * @param number of the last entry
 * @param hash its hash, in hexadecimal
 */
public record ChainHead(long number, String hash) {}
