/** Encryption at rest. */
@NullMarked
package dev.sluice.registry.vault;

import org.jspecify.annotations.NullMarked;
