/**
 * Makes one script of each workflow: {@link dev.sluice.syncworker.bundle.Bundler} → {@link
 * dev.sluice.syncworker.bundle.BundledFile}.
 */
@NullMarked
package dev.sluice.syncworker.bundle;

import org.jspecify.annotations.NullMarked;
