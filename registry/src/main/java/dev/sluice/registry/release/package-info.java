/** What is live, as a history of numbered immutable sets. */
@NullMarked
package dev.sluice.registry.release;

import org.jspecify.annotations.NullMarked;
