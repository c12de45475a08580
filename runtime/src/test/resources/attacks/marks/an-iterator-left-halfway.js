// Leaves iterators and generators of intrinsics halfway.
// ends: completed
// log: seen nothing
const generator = (function* () {
  yield 'nothing';
  yield 'a mark';
})();
export default function () {
  console.log('seen', generator.next().value);
}
