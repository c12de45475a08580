package dev.sluice.registry.key;

import dev.sluice.registry.Secret;

/** A key just made: the one time its value is seen. */
public record IssuedKey(ApiKey key, Secret value) {}
