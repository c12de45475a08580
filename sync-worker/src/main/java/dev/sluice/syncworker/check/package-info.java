/**
 * Sees that what was bundled can be run: {@link dev.sluice.syncworker.check.Checks} loads it in the
 * very engine that will run it.
 */
@NullMarked
package dev.sluice.syncworker.check;

import org.jspecify.annotations.NullMarked;
