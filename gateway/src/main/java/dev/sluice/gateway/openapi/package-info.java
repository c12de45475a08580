/** The HTTP API described by itself: every route says what it does, and one document tells all. */
@NullMarked
package dev.sluice.gateway.openapi;

import org.jspecify.annotations.NullMarked;
