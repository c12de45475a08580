/**
 * How connections come in: encrypted under a certificate that may change, and through proxies that
 * are believed, or aren't.
 */
@NullMarked
package dev.sluice.gateway.listen;

import org.jspecify.annotations.NullMarked;
