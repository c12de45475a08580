/** Remembers runs, off the path that logins wait on. */
@NullMarked
package dev.sluice.gateway.record;

import org.jspecify.annotations.NullMarked;
