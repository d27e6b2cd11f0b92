import { identityOf } from '../../domain/body-identity.js';
import { bodiesIn, runFrom, type Body } from '../bodies.js';
import { part, type Passage } from '../passage.js';

/** "(trừ các xã đảo)", ", ngoại trừ Sở Ngoại vụ,": whom a sentence takes out of those who owe. */
const TAKES_OUT =
  /(?:\(|, )(?:ngoại trừ|trừ|không bao gồm)(?: (?:các đơn vị|đối với))?:? (?<whom>(?!(?:quý|tháng|năm|kỳ|thứ|ngày|chủ nhật|trường hợp|báo cáo)(?!\p{L}))[^();.]+?)(?=\)|, (?!và)|$)/gu;
/** A longer list is no names. */
const LONGEST = 200;

/** Those whom the words of a clause up to a place take out, by the names printed; [] without any. */
export function exceptedIn(clause: Passage, before: number): readonly Body[] {
  return [...clause.key.slice(0, before).matchAll(TAKES_OUT)].flatMap(
    ({ 0: said, index, groups }) => {
      const whom = groups?.['whom'] ?? '';
      const start = index + said.indexOf(whom);
      if (whom.length > LONGEST) return [];
      const names = part(clause, start, start + whom.length);
      const bodies = bodiesIn(names);
      const run = bodies[0]?.start === 0 ? runFrom(names, bodies, 0) : [];
      return run.at(-1)?.end === names.text.length ? run : namesIn(names);
    },
  );
}

/** The names that commas part, for bodies that no table knows. */
function namesIn({ text }: Passage): Body[] {
  return text
    .split(/,? và (?=\p{Lu}|các |UBND )|, (?=\p{Lu}|các )|;/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({
      start: 0,
      end: 0,
      name,
      identity: identityOf(name),
      family: 'organisation' as const,
      group: /^các /iu.test(name),
    }));
}
