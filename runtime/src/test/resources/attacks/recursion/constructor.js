// A class that makes itself to make itself.
// ends: uncaught_exception
// limits: wall=2s
// log: RangeError
export default function () {
  class Deeper {
    inner = new Deeper();
  }
  return new Deeper();
}
