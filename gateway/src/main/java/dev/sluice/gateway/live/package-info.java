/**
 * What this process serves: per environment the live release, compiled, and what surrounds its
 * runs. Compiled aside, then swapped whole by one write.
 */
@NullMarked
package dev.sluice.gateway.live;

import org.jspecify.annotations.NullMarked;
