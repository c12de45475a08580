package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GlobalsTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  private static String logged(String body) throws BundleException {
    return log(RUNS.workflow(body).run());
  }

  @Test
  void randomUUID_isVersion4_andNeverTheSame() throws Exception {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      String log = logged("console.log(crypto.randomUUID());");
      assertThat(log)
          .containsPattern(
              "INFO [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(seen.add(log)).isTrue();
    }
  }

  @Test
  void getRandomValues_fillsEveryIntegerArrayAndGivesItBack() throws Exception {
    String log =
        logged(
            """
            const types = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array,
              Int32Array, Uint32Array, BigInt64Array, BigUint64Array];
            const filled = types.map((Type) => {
              const array = new Type(new ArrayBuffer(528), 8, 64);
              const same = crypto.getRandomValues(array) === array;
              const whole = new Uint8Array(array.buffer);
              const outside = whole.subarray(0, 8).every((byte) => byte === 0) &&
                whole.subarray(8 + array.byteLength).every((byte) => byte === 0);
              return same && outside && array.some((value) => value != 0);
            });
            console.log(filled.join(), crypto.getRandomValues(new Uint8Array(65536)).length,
              crypto.getRandomValues(new Uint8Array(0)).length);
            """);
    assertThat(log).contains("INFO true,true,true,true,true,true,true,true,true 65536 0");
  }

  @Test
  void getRandomValues_ofWhatItCannotFill_throwsAsWebCryptoSays() throws Exception {
    String log =
        logged(
            """
            for (const array of [new Uint8Array(65537), new Uint32Array(16385), new Float64Array(1),
              new DataView(new ArrayBuffer(1)), [1], null, "x", { length: 1 }]) {
              try { crypto.getRandomValues(array); console.log("took it"); }
              catch (error) { console.log(error instanceof Error, error.name); }
            }
            """);
    assertThat(log).doesNotContain("took it");
    assertThat(log.lines().filter(line -> line.equals("INFO true QuotaExceededError"))).hasSize(2);
    assertThat(log.lines().filter(line -> line.equals("INFO true TypeMismatchError"))).hasSize(6);
  }

  @Test
  void digest_ofEveryAlgorithmAndSource_isTheStandardOne() throws Exception {
    String log =
        logged(
            """
            const hex = (buffer) => [...new Uint8Array(buffer)]
              .map((byte) => byte.toString(16).padStart(2, "0")).join("");
            const abc = new TextEncoder().encode("abc");
            for (const name of ["SHA-1", { name: "sha-256" }, "SHA-384", "Sha-512"]) {
              const digest = crypto.subtle.digest(name, abc);
              console.log(digest instanceof Promise, hex(await digest).slice(0, 16));
            }
            const padded = new Uint8Array([9, 97, 98, 99, 9]);
            Object.defineProperty(padded, "byteLength", { value: 1 });
            for (const data of [abc.buffer, padded.subarray(1, 4), new DataView(padded.buffer, 1, 3)]) {
              console.log(hex(await crypto.subtle.digest("SHA-256", data)).slice(0, 8));
            }
            const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(1048576).fill(255));
            console.log(digest instanceof ArrayBuffer, digest.byteLength, hex(digest).slice(0, 8));
            """);
    assertThat(log)
        .contains(
            "INFO true a9993e364706816a",
            "INFO true ba7816bf8f01cfea",
            "INFO true cb00753f45a35e8b",
            "INFO true ddaf35a193617aba");
    assertThat(log.lines().filter(line -> line.equals("INFO ba7816bf"))).hasSize(3);
    assertThat(log).contains("INFO true 32 ");
  }

  @Test
  void digest_ofWhatItCannotTake_rejects() throws Exception {
    String log =
        logged(
            """
            for (const [name, data] of [["MD5", new Uint8Array(1)], ["SHA-256", "text"],
              ["SHA-256", null], ["SHA-256", new Uint8Array(1048577)], [undefined, new Uint8Array(1)]]) {
              await crypto.subtle.digest(name, data).then(
                () => console.log("took it"), (error) => console.log(error.name));
            }
            """);
    assertThat(log.lines().toList())
        .containsExactly(
            "INFO NotSupportedError",
            "INFO TypeError",
            "INFO TypeError",
            "INFO OperationError",
            "INFO NotSupportedError");
  }

  @Test
  void textAndBase64_goThereAndBack() throws Exception {
    assertThat(
            logged(
                """
                const bytes = new TextEncoder().encode("Zoë €");
                console.log(bytes instanceof Uint8Array, bytes.length, new TextDecoder().decode(bytes));
                console.log(btoa("a\\xff"), atob("Yf8=") === "a\\xff", atob(btoa("any text")));
                try { btoa("€"); } catch (error) { console.log(error instanceof Error, error.name); }
                """))
        .isEqualTo("INFO true 8 Zoë €\nINFO Yf8= true any text\nINFO true InvalidCharacterError\n");
  }

  @Test
  void structuredClone_copiesWhatDataIsMadeOf() throws Exception {
    assertThat(
            logged(
                """
                const value = { list: [1, { a: 2 }], map: new Map([["k", new Date(0)]]), none: undefined };
                value.self = value;
                const copy = structuredClone(value);
                value.list[1].a = 3;
                console.log(copy !== value, copy.self === copy, copy.list[1].a, copy.map.get("k").getTime());
                """))
        .isEqualTo("INFO true true 2 0\n");
  }

  @Test
  void crypto_throughGlobalThis_isTheSame() throws Exception {
    assertThat(logged("console.log(globalThis.crypto === crypto, typeof self.crypto.subtle);"))
        .contains("INFO true object");
  }

  @Test
  void messageChannel_handsAMessageOnInATaskOfItsOwn() throws Exception {
    String log =
        logged(
            """
            const { port1, port2 } = new MessageChannel();
            const order = [];
            const arrived = new Promise((resolve) => {
              port1.onmessage = ({ data }) => { order.push(data.n); resolve(); };
            });
            const sent = { n: 1 };
            port2.postMessage(sent);
            sent.n = 2;
            await null;
            order.push("later");
            await arrived;
            port2.close();
            port2.postMessage({ n: 3 });
            await new Promise((resolve) => setTimeout(resolve, 5));
            console.log(order.join());
            """);
    assertThat(log).contains("INFO later,1");
  }

  @Test
  void module_usingCryptoAndChannelsAsItLoads_canBeInspected() {
    BundleCode bundle =
        new BundleCode(
            """
            var __sluice_module = (() => {
              const id = crypto.randomUUID();
              const bytes = crypto.getRandomValues(new Uint8Array(8));
              const digest = crypto.subtle.digest("SHA-512", bytes);
              const channel = new MessageChannel();
              channel.port2.postMessage(id);
              return { workflowSettings: { id }, default() {} };
            })();
            """,
            "{}");
    assertThat(RUNS.runtime.inspect("test", bundle)).isInstanceOf(Inspection.Loaded.class);
  }

  @Test
  void temporal_isCleanlyAbsent() throws Exception {
    assertThat(logged("console.log(typeof Temporal, 'Temporal' in globalThis);"))
        .contains("INFO undefined false");
  }
}
