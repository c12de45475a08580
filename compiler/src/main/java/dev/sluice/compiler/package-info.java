/** What the compiler's patched classes call. */
@NullMarked
package dev.sluice.compiler;

import org.jspecify.annotations.NullMarked;
