// Stamps private fields on frozen intrinsics, which frozen objects take.
// ends: completed
// log: seen nothing
class Returning {
  constructor(target) {
    return target;
  }
}
class Stamp extends Returning {
  #mark = 1;
  static has = (target) => #mark in target;
}
export default function () {
  const targets = [Object.prototype, Array, Math, JSON, kinde.fetch, globalThis];
  console.log('seen', targets.some(Stamp.has) ? 'a mark' : 'nothing');
  for (const target of targets) {
    try {
      new Stamp(target);
    } catch {
      // Refused.
    }
  }
}
