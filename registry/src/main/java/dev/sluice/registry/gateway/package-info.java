/** Which gateways there are, and what each of them serves. */
@NullMarked
package dev.sluice.registry.gateway;

import org.jspecify.annotations.NullMarked;
