package dev.sluice.gateway.openapi;

import java.net.URI;

/**
 * Why a request wasn't done, as RFC 9457 writes it; for its schema.
 *
 * @param type leads to what is told of the code
 * @param code a stable name
 */
record Problem(URI type, String title, int status, String detail, String code) {}
