// Parts a text without gaps, for which a dictionary is needed.
// ends: uncaught_exception
// log: Intl.Segmenter takes at most 262,144 characters
// limits: wall=1s
export default function () {
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  words.segment('\u4e2d'.repeat(4_000_000)).containing(3_999_999);
}
