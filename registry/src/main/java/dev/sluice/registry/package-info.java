/**
 * What exists and what is live. {@link dev.sluice.registry.Registry} is the door; each noun has a
 * package.
 */
@NullMarked
package dev.sluice.registry;

import org.jspecify.annotations.NullMarked;
