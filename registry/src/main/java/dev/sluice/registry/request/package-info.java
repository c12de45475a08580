/** Requests that may be sent again: each is done once, and answered the same every time. */
@NullMarked
package dev.sluice.registry.request;

import org.jspecify.annotations.NullMarked;
