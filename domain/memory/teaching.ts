import { listIn } from '../answers.js';
import { meantBy } from '../meant-agencies.js';
import { keyOfName } from '../name-key.js';
import { owingAgencies } from '../owing-agencies.js';
import type { OwingAgency } from '../owing-agency.js';
import { saidSuccessors } from '../review/named-successors.js';
import { aboutOf } from '../review/edited-draft.js';
import type { DraftObligation, PlanDraft } from '../schemas/plan-draft.js';
import type { DutyChange, ReviewEdits } from '../schemas/review-edits.js';
import { asMeaning, memoryPlace } from './office-memory.js';
import type { Meaning } from './office-memory.js';
import { printedReceivers } from './printed-receivers.js';

/** What one correction teaches: some words as printed, and what they mean here. */
export type Taught = Meaning & { readonly words: string };

type Duty = Pick<DraftObligation, 'owedBy' | 'except' | 'recipients'> & {
  readonly evidence: { readonly text: string } | null;
};

/**
 * What people's corrections of a reviewed plan teach about words. It learns only what it can lay at the
 * door of one name: a duty whose every other name is known by itself. Names of the office's own list keep
 * their meaning; of words that two duties of a plan correct to different things nothing is learnt.
 */
export function taughtBy(
  draft: Pick<PlanDraft, 'obligations'>,
  edits: Pick<ReviewEdits, 'duties' | 'added' | 'removed' | 'answers' | 'successors'>,
  agencies: readonly OwingAgency[],
): readonly Taught[] {
  const duties: readonly Duty[] = [...draft.obligations, ...edits.added.map(({ duty }) => duty)];
  const concluded = duties.flatMap((duty, index) => {
    const about = aboutOf(index);
    if (edits.removed.includes(about)) return [];
    const change = edits.duties[about] ?? {};
    const recipients =
      change.recipients ?? listIn(edits.answers[`recipient_unknown@${about}.recipients`] ?? null);
    return [
      ...taughtOfOwers(duty, change, agencies),
      ...taughtOfRecipients(duty, recipients ?? null),
    ];
  });
  // Said in so many words, it goes before what would be concluded from other corrections.
  const said = saidSuccessors(edits).map(({ use, words, owers }): Taught => ({
    use,
    words,
    owers,
  }));
  const places = new Set(said.map(memoryPlace));
  const all = concluded.filter((one) => !places.has(memoryPlace(one)));
  const learnt = all.filter((one, index) => {
    const same = all.filter((other) => memoryPlace(other) === memoryPlace(one));
    const isOne = same.every((other) => meaningText(other) === meaningText(one));
    return isOne && all.indexOf(same[0] ?? one) === index;
  });
  return [...said, ...learnt];
}

/** Who owes, by those picked one by one or by other names put in the place of one. */
function taughtOfOwers(
  duty: Duty,
  { owedBy = duty.owedBy, except = duty.except, agencyIds }: DutyChange,
  agencies: readonly OwingAgency[],
): readonly Taught[] {
  if (agencyIds === undefined) return taughtByNames(duty, owedBy, agencies);
  const ids = new Set(agencyIds);
  const chosen = agencies.filter(({ id }) => ids.has(id));
  return (
    taughtOfExcepted({ owedBy, except }, chosen, agencies) ?? taughtByPick(owedBy, chosen, agencies)
  );
}

/** "các xã miền núi": those of a duty's owers that a person took out where one exception is of unknown bodies. Null where none is. */
function taughtOfExcepted(
  { owedBy, except }: Pick<Duty, 'owedBy' | 'except'>,
  chosen: readonly OwingAgency[],
  agencies: readonly OwingAgency[],
): readonly Taught[] | null {
  const open = except.filter((name) => meantBy(name, agencies).agencies.length === 0);
  const [words] = open;
  if (words === undefined) return null;
  const meant = owingAgencies(owedBy, agencies);
  const owing = agencies.filter(({ id }) => meant.agencyIds?.includes(id) ?? true);
  const out = owing.filter((agency) => !chosen.includes(agency) && !agency.standing);
  const isTaken = open.length === 1 && meant.unknown.length === 0 && out.length > 0;
  return isTaken && chosen.every((one) => owing.includes(one))
    ? [owersTaught(words, out, agencies)]
    : [];
}

function taughtByPick(
  owedBy: readonly string[],
  chosen: readonly OwingAgency[],
  agencies: readonly OwingAgency[],
): readonly Taught[] {
  const names = owedBy.map((name) => ({ name, ...meantBy(name, agencies) }));
  const known = names.filter(({ by, agencies: those }) => by === 'body' && those.length > 0);
  const others = names.filter((one) => !known.includes(one));
  // Of several groups those are right of which all were chosen; what is left over belongs to the one that is not.
  const right =
    others.length < 2 ? [] : others.filter(({ agencies: those }) => areAll(those, chosen));
  const [open, another] = others.filter((one) => !right.includes(one));
  if (open === undefined || another !== undefined) return [];
  const explained = new Set([...known, ...right].flatMap(({ agencies: those }) => those));
  const rest = chosen.filter((agency) => !explained.has(agency));
  const isAsBefore = sameBodies(rest, open.agencies);
  return rest.length === 0 || isAsBefore ? [] : [owersTaught(open.name, rest, agencies)];
}

/** Other names in the place of one that means nobody here: "X02" was typed over by the name of a body. */
function taughtByNames(
  duty: Duty,
  owedBy: readonly string[],
  agencies: readonly OwingAgency[],
): readonly Taught[] {
  const replaced = replacedIn(duty.owedBy, owedBy);
  if (replaced === null) return [];
  // Whom the office knows keeps its name: another in its place is another who owes.
  if (meantBy(replaced.words, agencies).agencies.length > 0) return [];
  const { agencyIds, unknown } = owingAgencies(replaced.names, agencies);
  if (agencyIds === null || agencyIds.length === 0 || unknown.length > 0) return [];
  const those = agencies.filter(({ id }) => agencyIds.includes(id));
  return [owersTaught(replaced.words, those, agencies)];
}

/** Names that are none by themselves: "Sở", "X02", "CAT", "cơ quan thường trực", "các địa phương". */
const OPEN_KEYS: readonly RegExp[] = [
  /^[a-zđ]{1,4}\d{1,3}$/u,
  /^(?:sở|ban|bộ|phòng|chi cục|cục|công an|trung tâm|ủy ban|ubnd|thanh tra|văn phòng|hội|đơn vị|cơ quan|khối|cụm)$/u,
  /^(?:cơ quan|đơn vị|ban|bộ phận|tổ)(?!\p{L}).*(?:thường trực|chủ trì|đầu mối|tham mưu|cấp trên|chủ quản|phụ trách)/u,
  /^(?:các|khối|cụm)(?!\p{L})/u,
];
const INITIALS = /^\p{Lu}{2,6}$/u;

/** A receiver's name is corrected more often than explained: only a name that is none by itself is learnt. */
function taughtOfRecipients(duty: Duty, recipients: readonly string[] | null): readonly Taught[] {
  const replaced = recipients === null ? null : replacedIn(printedReceivers(duty), recipients);
  if (replaced === null) return [];
  const { words, names } = replaced;
  const isOpen =
    INITIALS.test(words.trim()) || OPEN_KEYS.some((pattern) => pattern.test(keyOfName(words)));
  return isOpen ? [{ use: 'recipients', words, names }] : [];
}

/** The one name of a list that gave way to others; null where not exactly one did. */
function replacedIn(
  before: readonly string[],
  after: readonly string[],
): { readonly words: string; readonly names: readonly string[] } | null {
  const keys = (names: readonly string[]) => new Set(names.map((name) => keyOfName(name)));
  const [had, has] = [keys(before), keys(after)];
  const [words, another] = before.filter((name) => !has.has(keyOfName(name)));
  const names = after.filter((name) => !had.has(keyOfName(name)));
  return words === undefined || another !== undefined || names.length === 0
    ? null
    : { words, names };
}

function owersTaught(
  words: string,
  those: readonly OwingAgency[],
  agencies: readonly OwingAgency[],
): Taught {
  return { use: 'owers', words, owers: asMeaning(those, agencies) };
}

function meaningText(taught: Taught): string {
  return JSON.stringify(taught.use === 'owers' ? taught.owers : taught.names);
}

function areAll(those: readonly OwingAgency[], chosen: readonly OwingAgency[]): boolean {
  return those.length > 0 && those.every((one) => one.standing || chosen.includes(one));
}

/** The standing body comes along with groups by itself and tells nothing of words. */
function sameBodies(one: readonly OwingAgency[], other: readonly OwingAgency[]): boolean {
  const ids = (those: readonly OwingAgency[]) =>
    those
      .filter(({ standing }) => !standing)
      .map(({ id }) => id)
      .sort()
      .join();
  return ids(one) === ids(other);
}
