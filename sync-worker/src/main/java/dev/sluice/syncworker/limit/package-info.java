/**
 * What bounds a sync, by name: {@link dev.sluice.syncworker.limit.Limit} → {@link
 * dev.sluice.syncworker.limit.Limits}.
 */
@NullMarked
package dev.sluice.syncworker.limit;

import org.jspecify.annotations.NullMarked;
