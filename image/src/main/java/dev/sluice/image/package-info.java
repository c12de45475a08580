/** The container image. */
@NullMarked
package dev.sluice.image;

import org.jspecify.annotations.NullMarked;
