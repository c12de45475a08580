package dev.sluice.runtime.fetch;

import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Follows a redirect only to where the request itself could have gone, and takes credentials no
 * further than the origin they were meant for.
 */
final class GuardedRedirects extends DefaultRedirectStrategy {
  private static final List<String> CREDENTIALS =
      List.of("Authorization", "Cookie", "Proxy-Authorization");

  private final Reach reach;

  GuardedRedirects(Reach reach) {
    this.reach = reach;
  }

  @Override
  public URI getLocationURI(HttpRequest request, HttpResponse response, HttpContext context)
      throws HttpException {
    URI target = super.getLocationURI(request, response, context);
    try {
      reach.check(target, Exchange.of(context).declared());
      return target;
    } catch (Refused e) {
      throw new ProtocolException("It redirects elsewhere. " + e.getMessage(), e);
    }
  }

  /** Always; {@code redirect} is what will be sent. */
  @Override
  public boolean isRedirectAllowed(
      HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
    if (!current.equals(next)) {
      CREDENTIALS.forEach(redirect::removeHeaders);
    }
    return true;
  }
}
