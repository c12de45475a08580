package dev.sluice.registry.request;

import dev.sluice.registry.Secret;

/**
 * What a request was answered. Kept encrypted, as it may hold a key shown once.
 *
 * @param status HTTP's
 */
public record KeptAnswer(int status, String contentType, Secret body) {}
