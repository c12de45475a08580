// A class whose definition never ends.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  class Endless {
    static {
      for (;;) {}
    }
  }
  return Endless;
}
