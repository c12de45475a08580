/**
 * How Git hosts are reached: through which proxy, trusting whom, and what they are shown to let us
 * in.
 */
@NullMarked
package dev.sluice.syncworker.reach;

import org.jspecify.annotations.NullMarked;
