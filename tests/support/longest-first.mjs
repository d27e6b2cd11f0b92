import Sequencer from '@jest/test-sequencer';

/** Files that play whole plans, workflows and pages take minutes, most of it waiting. */
const LONG = [
  'tests/rehearsal/',
  'tests/workflows/',
  'tests/pages/',
  'tests/scripts/',
  'tests/chaos/',
  'tests/simulation/',
  'tests/reader/reader.property',
  'tests/api/crowd',
];

/** Begins with the long files: one that began last would be waited for with the other workers idle. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one.path) - rank(other.path));
  }
}

function rank(path) {
  const at = LONG.findIndex((part) => path.includes(part));
  return at === -1 ? LONG.length : at;
}
