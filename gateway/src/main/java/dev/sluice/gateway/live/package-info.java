/**
 * What this process serves: per environment the live release, and what surrounds its runs. Compiled
 * aside, then swapped whole by one write; where there are many environments, programs that nobody
 * wants are at rest.
 */
@NullMarked
package dev.sluice.gateway.live;

import org.jspecify.annotations.NullMarked;
