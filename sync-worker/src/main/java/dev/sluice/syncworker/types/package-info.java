/**
 * Checks workflows' types beside the bundling: {@link dev.sluice.syncworker.types.TypeChecker} →
 * {@link dev.sluice.syncworker.types.TypeCheck} → {@link dev.sluice.syncworker.types.Typing}.
 */
@NullMarked
package dev.sluice.syncworker.types;

import org.jspecify.annotations.NullMarked;
