/** Who calls, and what they may do. */
@NullMarked
package dev.sluice.gateway.access;

import org.jspecify.annotations.NullMarked;
