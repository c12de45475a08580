/** Asks a running server for something, over its HTTP API. */
@NullMarked
package dev.sluice.cli.client;

import org.jspecify.annotations.NullMarked;
