/** The way out: requests that runs make, to where their environment's egress policy lets them. */
@NullMarked
package dev.sluice.runtime.fetch;

import org.jspecify.annotations.NullMarked;
