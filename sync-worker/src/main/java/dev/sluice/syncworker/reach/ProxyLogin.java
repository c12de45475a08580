package dev.sluice.syncworker.reach;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Answers the proxy when it asks who we are, and nobody else. */
final class ProxyLogin extends Authenticator {
  private final GitProxy proxy;

  ProxyLogin(GitProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  protected @Nullable PasswordAuthentication getPasswordAuthentication() {
    boolean asked =
        getRequestorType() == RequestorType.PROXY
            && proxy.host().equalsIgnoreCase(getRequestingHost())
            && proxy.port() == getRequestingPort();
    return asked
        ? proxy
            .login()
            .map(it -> new PasswordAuthentication(it.user(), it.password().reveal().toCharArray()))
            .orElse(null)
        : null;
  }
}
