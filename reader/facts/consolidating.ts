import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import { identityOf } from '../../domain/body-identity.js';
import type { Body } from '../bodies.js';
import { fold } from '../../domain/fold.js';
import type { Duty } from './duty.js';

/** A unit that is part of a body and merges nothing in its own name. */
const UNIT = /^(?:phòng|vụ|bộ phận|tổ)(?!\p{L})/u;
/** "Phòng Tham mưu - Công an tỉnh": the body that the unit is part of. */
const UNIT_OF = /(?:,|\s-)\s*((?:công an|sở|ban|chi cục|cục|văn phòng|bộ chỉ huy)(?!\p{L}).*)$/u;

/** Who merges the reports of one duty, null when the text names nobody for it. */
export function consolidatorOf(duty: Duty, merging: readonly string[]): string | null {
  if (duty.what === 'consolidated-report') return null;
  if (duty.recipients.length === 0 && duty.via === null) return null;
  const named = merging.find((name) => goesTo(duty, name));
  if (named !== undefined) return named;
  if (duty.merged) return receiverOf(duty);
  // What many send to the issuer is merged by the one body whose task that is.
  const many = duty.owners.length > 1 || duty.owners.some(({ group }) => group);
  const upward = duty.recipients.every(({ family }) => family === 'authority');
  return many && upward && duty.via === null && merging.length === 1 ? (merging[0] ?? null) : null;
}

/** The body that gets the reports first: the one they go through, or the addressee. */
export function receiverOf({ via, recipients }: Duty): string | null {
  const first = recipients[0]?.name ?? null;
  if (via === null) return first;
  if (!UNIT.test(fold(via))) return via;
  const above = UNIT_OF.exec(fold(via))?.[1];
  if (above !== undefined) return via.slice(via.length - above.length);
  return recipients[0]?.family === 'organisation' ? first : via;
}

/** The bodies whose task it is to merge: those that owe consolidated reports, else the receiver that is said to merge. */
export function mergingBodies(duties: readonly Duty[]): string[] {
  const owners = duties
    .filter(({ what }) => what === 'consolidated-report')
    .flatMap((duty) => duty.owners.slice(0, 1))
    .map(({ name }) => name);
  const told = duties.find(({ merged, what }) => merged && what !== 'consolidated-report');
  const receiver = told === undefined ? null : receiverOf(told);
  const known = new Set<string>();
  return [...owners, ...(receiver === null ? [] : [receiver])].filter((name) => {
    const identity = identityOf(name);
    return !known.has(identity) && known.add(identity);
  });
}

/**
 * The report that goes on from the receiver, "để tổng hợp, báo cáo UBND tỉnh", as an obligation of its own;
 * null when it names no addressee.
 */
export function onwardReport(duty: Duty): DraftObligation | null {
  const owner = receiverOf(duty);
  if (duty.onward === null || duty.onward.recipients.length === 0 || owner === null) return null;
  return {
    what: 'consolidated-report',
    owedBy: [owner],
    except: [],
    recipients: duty.onward.recipients.map(({ name }: Body) => name),
    via: null,
    channels: [],
    contactPoint: null,
    consolidator: null,
    binding: true,
    due: duty.onward.due,
    evidence: duty.said,
    alsoAt: [],
  };
}

function goesTo({ via, recipients }: Duty, name: string): boolean {
  if (via !== null && fold(via).includes(fold(name))) return true;
  const identity = identityOf(name);
  if (via !== null) return identityOf(via) === identity;
  return recipients.some((body) => body.identity === identity);
}
