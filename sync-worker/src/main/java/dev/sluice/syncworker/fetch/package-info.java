/**
 * Brings a commit here without a checkout: {@link dev.sluice.syncworker.fetch.Mirrors} → {@link
 * dev.sluice.syncworker.fetch.SourceTree}.
 */
@NullMarked
package dev.sluice.syncworker.fetch;

import org.jspecify.annotations.NullMarked;
