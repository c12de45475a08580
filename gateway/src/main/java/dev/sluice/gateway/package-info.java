/**
 * Answers auth services and administrators over HTTP: triggers, and everything about what is live.
 * {@link dev.sluice.gateway.Gateway} puts it together, {@link dev.sluice.gateway.HttpServer} serves
 * it.
 */
@NullMarked
package dev.sluice.gateway;

import org.jspecify.annotations.NullMarked;
