/** Stops what runs too long, computes too much or holds too much memory. */
@NullMarked
package dev.sluice.runtime.watch;

import org.jspecify.annotations.NullMarked;
