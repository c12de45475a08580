package dev.sluice.runtime.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * What the outside looks like from here: which addresses names have, and whose certificates are
 * trusted.
 *
 * @param tls asked for once per client, not before
 */
record Network(Names names, Supplier<SSLContext> tls) {
  /** This machine's names, and the JVM's trust store ({@code javax.net.ssl.trustStore}). */
  static final Network OF_THIS_MACHINE =
      new Network(InetAddress::getAllByName, SSLContexts::createSystemDefault);

  /** Looks up names. May block. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }
}
