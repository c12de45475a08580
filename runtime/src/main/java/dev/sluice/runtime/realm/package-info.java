/**
 * Hardened polyglot contexts: made ahead, handed to one run at a time, kept apart by environment.
 */
@NullMarked
package dev.sluice.runtime.realm;

import org.jspecify.annotations.NullMarked;
