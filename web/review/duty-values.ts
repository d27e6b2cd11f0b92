import type { ReviewStanding } from '../../contract/reviews.js';
import type { Basis } from '../../domain/schemas/basis.js';
import type { DraftObligation, Evidence } from '../../domain/schemas/plan-draft.js';
import type { ReviewEdit, When } from '../../domain/schemas/review-edits.js';

/** A duty as its form shows it. */
export interface DutyValues {
  readonly what: DraftObligation['what'];
  /** Empty: named after the document. */
  readonly reportName: string;
  readonly owedBy: readonly string[];
  readonly except: readonly string[];
  readonly recipients: readonly string[];
  readonly via: string;
  readonly channel: string;
  readonly binding: boolean;
  /** Null as long as no time is said: then nobody is reminded. */
  readonly when: When | null;
  /** Null: the plan itself. */
  readonly basis: Basis | null;
  /** A sentence before what its first mail asks; empty: none. */
  readonly covering: string;
}

/** Nothing is known of it yet. */
export const BLANK_DUTY: DutyValues = {
  what: 'report',
  reportName: '',
  owedBy: [],
  except: [],
  recipients: [],
  via: '',
  channel: '',
  binding: true,
  when: null,
  basis: null,
  covering: '',
};

/** What a duty of a review is now; null where there is none at that place. */
export function valuesOf(
  { draft, edits, confirmed }: ReviewStanding,
  about: string,
): DutyValues | null {
  const index = Number(/^obligations\[(\d+)\]$/u.exec(about)?.[1] ?? Number.NaN);
  const duty = draft.obligations[index];
  if (duty === undefined) return null;
  const tracked = confirmed.requirements.find((one) => one.about === about);
  const added = edits.added[index - (draft.obligations.length - edits.added.length)]?.duty;
  const when = edits.duties[about]?.when ?? added?.when ?? phraseOf(duty);
  return {
    what: duty.what,
    reportName: tracked?.reportName ?? '',
    owedBy: duty.owedBy,
    except: duty.except,
    recipients: duty.recipients,
    via: duty.via ?? '',
    channel: duty.channels.map(({ text }) => text).join(' hoặc '),
    binding: duty.binding,
    when: when?.kind === 'none' || when?.kind === 'open' ? null : when,
    basis: edits.duties[about]?.basis ?? added?.basis ?? null,
    covering: edits.duties[about]?.covering ?? '',
  };
}

/** What adds a duty, and names it where a name was given. */
export function addingEdits(
  values: DutyValues,
  {
    id,
    about,
    evidence,
  }: { readonly id: string; readonly about: string; readonly evidence: Evidence | null },
): readonly ReviewEdit[] {
  const { reportName, owedBy, except, recipients, via, when, covering, ...rest } = values;
  const duty = {
    ...rest,
    owedBy: [...owedBy],
    except: [...except],
    recipients: [...recipients],
    via: via.trim() === '' ? null : via.trim(),
    when: when ?? ({ kind: 'none' } as const),
    evidence,
  };
  const said = {
    ...(reportName.trim() === '' ? {} : { reportName: reportName.trim() }),
    ...(covering.trim() === '' ? {} : { covering: covering.trim() }),
  };
  const named =
    Object.keys(said).length === 0 ? [] : [{ kind: 'duty' as const, about, change: said }];
  return [{ kind: 'add', id, duty }, ...named];
}

/** What changes a duty to what its form says: only what is not as before. */
export function changingEdits(
  before: DutyValues,
  after: DutyValues,
  about: string,
): readonly ReviewEdit[] {
  const isChanged = (field: keyof DutyValues): boolean =>
    JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const change = {
    ...(isChanged('what') ? { what: after.what } : {}),
    ...(isChanged('reportName') ? { reportName: after.reportName.trim() } : {}),
    ...(isChanged('owedBy') ? { owedBy: [...after.owedBy] } : {}),
    ...(isChanged('except') ? { except: [...after.except] } : {}),
    ...(isChanged('recipients') ? { recipients: [...after.recipients] } : {}),
    ...(isChanged('via') ? { via: after.via.trim() === '' ? null : after.via.trim() } : {}),
    ...(isChanged('channel') ? { channel: after.channel.trim() } : {}),
    ...(isChanged('binding') ? { binding: after.binding } : {}),
    ...(isChanged('when') ? { when: after.when ?? ({ kind: 'none' } as const) } : {}),
    ...(isChanged('basis') ? { basis: after.basis } : {}),
    ...(isChanged('covering') ? { covering: after.covering.trim() } : {}),
  };
  if (Object.keys(change).length === 0) return [];
  const named = { kind: 'duty' as const, about, change };
  // Who was picked one by one was picked from those the old words meant.
  const isOthers = isChanged('owedBy') || isChanged('except');
  return isOthers ? [{ kind: 'asRead', about, fields: ['agencyIds'] }, named] : [named];
}

function phraseOf({ due }: DraftObligation): When | null {
  return due.boundary === 'none' ? null : { kind: 'phrase', due, until: null };
}
