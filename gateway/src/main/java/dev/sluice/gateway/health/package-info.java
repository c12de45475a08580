/** How the process is: whether it lives, whether it's ready, and its metrics. */
@NullMarked
package dev.sluice.gateway.health;

import org.jspecify.annotations.NullMarked;
