/** Whose commits are taken. */
@NullMarked
package dev.sluice.registry.trust;

import org.jspecify.annotations.NullMarked;
