package dev.sluice.runtime.fetch;

import java.net.URI;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Follows a redirect only to where the request itself could have gone. */
final class GuardedRedirects extends DefaultRedirectStrategy {
  static final String DECLARED = "sluice.fetch-declared";

  private final Reach reach;

  GuardedRedirects(Reach reach) {
    this.reach = reach;
  }

  @Override
  public URI getLocationURI(HttpRequest request, HttpResponse response, HttpContext context)
      throws HttpException {
    URI target = super.getLocationURI(request, response, context);
    try {
      reach.check(target, Boolean.TRUE.equals(context.getAttribute(DECLARED)));
      return target;
    } catch (Refused e) {
      throw new ProtocolException("It redirects elsewhere. " + e.getMessage(), e);
    }
  }
}
