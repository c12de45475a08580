/** Tokens kept between runs for {@code kinde.cache}. */
@NullMarked
package dev.sluice.runtime.token;

import org.jspecify.annotations.NullMarked;
