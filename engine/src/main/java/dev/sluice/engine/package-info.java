/** What the engine's patched classes call. */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
