import type { DraftAgency, Evidence } from '../../domain/schemas/plan-draft.js';
import type { Body } from '../bodies.js';

/** One place where a plan gives a body a task. */
export interface Mention {
  readonly body: Body;
  readonly binding: boolean;
  readonly role: DraftAgency['role'];
  readonly evidence: Evidence;
}

/** Which of two roles stands. */
const STRENGTH = { lead: 3, joint: 2, support: 1 } as const;

/** One row for each body: asked anywhere is asked, the strongest role stands. */
export function rowsOf(mentions: readonly Mention[]): DraftAgency[] {
  const rows = new Map<string, DraftAgency>();
  for (const { body, binding, role, evidence } of mentions) {
    // Those above the issuer are given no tasks; they may be asked.
    if (body.family === 'authority' && binding) continue;
    const identity =
      body.family === 'departments' && isCatchAll(body) ? 'các sở, ban, ngành' : body.identity;
    const row = rows.get(identity);
    if (row === undefined) {
      rows.set(identity, {
        name: body.name,
        group: body.group,
        binding,
        role,
        evidence,
        alsoAt: [],
      });
      continue;
    }
    rows.set(identity, {
      ...row,
      binding: row.binding && binding,
      role: stronger(row.role, role),
      alsoAt: row.evidence.start === evidence.start ? row.alsoAt : [...row.alsoAt, evidence],
    });
  }
  return [...rows.values()];
}

/** "Các sở, ban, ngành, địa phương có liên quan" and its variants: everybody else. */
function isCatchAll({ name }: Body): boolean {
  return !name.includes('thành viên') && !/^(?:UBND|Ủy ban|Uỷ ban|Sở) /u.test(name);
}

function stronger(a: DraftAgency['role'], b: DraftAgency['role']): DraftAgency['role'] {
  if (a === null || b === null) return a ?? b;
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}
