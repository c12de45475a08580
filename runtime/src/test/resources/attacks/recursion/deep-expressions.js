// Nests calls in one expression as deep as the parser takes them, and recurses at the innermost place.
// ends: completed | uncaught_exception
// log: INFO RangeError
export default function () {
  const same = (x) => x;
  const deeper = () =>
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(
      [deeper(), { a: [deeper(), `${deeper()}`] }]
    ))))))))))))))))))));
  try {
    deeper();
  } catch (error) {
    console.log(error.name);
  }
}
