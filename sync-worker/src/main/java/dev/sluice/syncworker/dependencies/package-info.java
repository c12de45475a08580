/**
 * Installs what a repository pins: {@link dev.sluice.syncworker.dependencies.Dependencies} → {@link
 * dev.sluice.syncworker.dependencies.Installing}.
 */
@NullMarked
package dev.sluice.syncworker.dependencies;

import org.jspecify.annotations.NullMarked;
