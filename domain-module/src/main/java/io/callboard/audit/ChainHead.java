package io.callboard.audit;

/**
 * The last entry of the chain.
 *
 * @param number the entry's number
 * @param hash the entry's hash, in hexadecimal
 */
public record ChainHead(long number, String hash) {}
