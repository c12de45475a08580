package dev.sluice.registry.key;

/**
 * A key, and what its value is known by.
 *
 * @param sha256 of the value, in hexadecimal
 */
public record HashedKey(ApiKey key, String sha256) {}
