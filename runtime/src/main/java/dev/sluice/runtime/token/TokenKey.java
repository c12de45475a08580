package dev.sluice.runtime.token;

/**
 * What a kept token belongs to; a token never serves another.
 *
 * @param keySource how it is checked, as the workflow gave it, in JSON
 */
public record TokenKey(String environment, String workflow, String name, String keySource) {}
