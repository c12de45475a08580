package dev.sluice.runtime.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicAddressesTest {
  @Test
  void contains_ofPublicAddresses_isTrue() throws Exception {
    for (String address :
        List.of(
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "64:ff9b::101:101")) {
      assertThat(PublicAddresses.contains(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  @Test
  void contains_ofWhatIsSetApart_isFalse() throws Exception {
    for (String address :
        List.of(
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2001::1",
            "64:ff9b::7f00:1",
            "::7f00:1")) {
      assertThat(PublicAddresses.contains(InetAddress.getByName(address))).as(address).isFalse();
    }
  }
}
