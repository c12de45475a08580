package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IsolationTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  /**
   * Walks all that can be reached and names what isn't frozen, so that a mark could be left on it.
   */
  private static final String WALK =
      """
      const open = [];
      const seen = new Set();
      const own = new Set([globalThis, kinde, console, setTimeout, clearTimeout, crypto, MessageChannel, event]);
      const paths = [];
      const visit = (value, path) => {
        const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
        if (!isObject || seen.has(value) || own.has(value)) return;
        seen.add(value);
        paths.push([value, path]);
      };
      const roots = Object.getPrototypeOf(globalThis);
      visit(roots, "globals");
      for (const name of Object.getOwnPropertyNames(roots)) visit(roots[name], name);
      const instances = {
        generator: Object.getPrototypeOf(function* () {}),
        asyncGenerator: Object.getPrototypeOf(async function* () {}),
        asyncFunction: Object.getPrototypeOf(async () => {}),
        arrayIterator: [][Symbol.iterator](),
        mapIterator: new Map().entries(),
        setIterator: new Set().values(),
        stringIterator: ""[Symbol.iterator](),
        matchAll: "a".matchAll(/a/g),
        segments: new Intl.Segmenter("en").segment("a"),
        segmentIterator: new Intl.Segmenter("en").segment("a")[Symbol.iterator](),
        arguments: (function () { return arguments; })(),
        regExpMatch: /a/.exec("a"),
        error: new Error("e"),
        params: new URLSearchParams("a=b")[Symbol.iterator](),
        typedArray: Object.getPrototypeOf(Int8Array),
        promise: Promise.resolve(),
        template: ((strings) => strings)`a`,
      };
      for (const name of Object.keys(instances)) {
        visit(Object.getPrototypeOf(instances[name]), `prototype of ${name}`);
      }
      visit(instances.typedArray, "typedArray");
      for (let i = 0; i < paths.length; i++) {
        const [value, path] = paths[i];
        if (!Object.isFrozen(value)) open.push(path);
        visit(Object.getPrototypeOf(value), path + ".__proto__");
        for (const key of Reflect.ownKeys(value)) {
          const property = Object.getOwnPropertyDescriptor(value, key);
          const next = `${path}.${String(key)}`;
          if ("value" in property) visit(property.value, next);
          else {
            visit(property.get, next + " (get)");
            visit(property.set, next + " (set)");
            try { visit(value[key], next + " (got)"); } catch {}
          }
        }
      }
      console.log("seen", seen.size, "open", open.join(", "));
      """;

  @Test
  void realm_walkedFromEveryRoot_holdsNothingThatCanBeChanged() throws Exception {
    Outcome outcome = RUNS.workflow(WALK).binding("url").run();
    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(log(outcome)).containsPattern("INFO seen \\d{3,} open \\n");
  }

  @Test
  void runs_thatTryToLeaveAMark_findNoneOfTheirs() throws Exception {
    for (String mark :
        new String[] {
          "globalThis.mark = (globalThis.mark ?? 0) + 1; seen = globalThis.mark",
          "counter += 1; seen = counter",
          "try { Object.prototype.mark = 1 } catch {} seen = ({}).mark === undefined ? 1 : 2",
          "try { URL.prototype.host = 'x' } catch {} seen = new URL('https://a.b').host === 'a.b' ?"
              + " 1 : 2",
          "/(b)/.exec('b'); seen = RegExp.$1 === undefined || RegExp.$1 === '' ? 1 : 2",
          "globalThis.URL = class { host = 'x' }; seen = 1",
          "setTimeout.mark = (setTimeout.mark ?? 0) + 1; seen = setTimeout.mark",
          "kinde.fetch.mark = (kinde.fetch.mark ?? 0) + 1; seen = kinde.fetch.mark",
          "workflow.mark = (workflow.mark ?? 0) + 1; seen = workflow.mark",
          "seen = setTimeout(() => {}, 0)"
        }) {
      TestRuns.Workflow workflow =
          RUNS.workflow("let seen; " + mark + "; console.log('seen', seen);")
              .moduleCode("let counter = 0; function workflow() {}")
              .binding("url");
      Program program = workflow.compile();
      for (int i = 0; i < 3; i++) {
        Outcome outcome = RUNS.runtime.run(program, workflow.request());
        assertThat(log(outcome)).as(mark).contains("INFO seen 1");
      }
    }
  }

  @Test
  void workflow_looksForAWayOut_findsNone() throws Exception {
    for (String attempt :
        new String[] {
          "Java",
          "Polyglot",
          "Packages",
          "load",
          "print",
          "require",
          "process",
          "Graal",
          "WeakRef",
          "FinalizationRegistry",
          "SharedArrayBuffer",
          "Atomics",
          "Compartment",
          "lockdown",
          "harden",
          "__sluice_resetSymbols",
          "globalThis['__core-js_shared__'].x"
        }) {
      assertThat(RUNS.workflow(attempt).run().status())
          .as(attempt)
          .isEqualTo(Outcome.Status.FAILED);
    }
    for (String evaluation :
        new String[] {
          "eval('1')",
          "new Function('return 1')()",
          "(() => {}).constructor('return 1')()",
          "(async () => {}).constructor('return 1')()",
          "(function* () {}).constructor('yield 1')()",
          "await import('x')"
        }) {
      assertThat(RUNS.workflow(evaluation).run().status())
          .as(evaluation)
          .isEqualTo(Outcome.Status.FAILED);
    }
  }

  @Test
  void assignment_toWhatAnIntrinsicHas_worksOnOnesOwnObjects() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const error = new Error("x");
                error.message = "changed";
                error.name = "Mine";
                const list = {};
                list.toString = () => "own";
                class Sub extends Array {
                  map() {
                    return "mapped";
                  }
                }
                console.log(error.message, error.name, String(list), new Sub().map());
                """)
            .run();
    assertThat(log(outcome)).contains("changed Mine own mapped");
  }

  @Test
  void bindings_calledWithTheCallersOwnMethods_handOutNoFunctionOfTheRealm() throws Exception {
    String catching =
        """
        const caught = [];
        const own = new Proxy([["a", "b"]], {
          get: (list, name) =>
            typeof list[name] !== "function" ? list[name] : (...given) => {
              caught.push(...given.filter((one) => typeof one === "function"));
              return Reflect.apply(list[name], list, given);
            },
        });
        """;
    for (String call :
        new String[] {
          "kinde.plan.denySelection('x', own)",
          "try { kinde.fetch('x:', { headers: own }) } catch {}"
        }) {
      Outcome outcome =
          RUNS.workflow(catching + call + "; console.log('caught', caught.length);")
              .trigger(Trigger.PLAN_SELECTION)
              .binding("kinde.plan")
              .binding("kinde.fetch")
              .run();
      assertThat(log(outcome)).as(call).contains("caught 0");
    }
  }
}
