// Counts its runs in a class of the module.
// ends: completed
// log: seen nothing
class Counter {
  static #runs = 0;
  static seen = new Set();
  static next() {
    this.#runs += 1;
    return this.#runs;
  }
}
export default function () {
  console.log('seen', Counter.next() === 1 && Counter.seen.size === 0 ? 'nothing' : 'its last run');
  Counter.seen.add(1);
}
