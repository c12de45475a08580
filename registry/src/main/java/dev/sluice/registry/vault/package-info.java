/** Encryption at rest: the master key, and what is sealed under it. */
@NullMarked
package dev.sluice.registry.vault;

import org.jspecify.annotations.NullMarked;
