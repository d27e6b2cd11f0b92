import { fold } from './fold.js';
import type { OpenField } from './open-fields.js';
import { openFieldsOf } from './open-fields.js';
import type { OfficePapers } from './schemas/office-papers.js';
import type { ConfirmedPlan } from './schemas/confirmed-plan.js';
import { committeeIn, fullBodyName, isSameBody, superiorBody } from './superior-body.js';

type PlanIdentity = ConfirmedPlan['identity'];

/** What stands around the text of a paper; every name as in a sentence. */
export interface PaperHead {
  /** Null: no body stands above, or nobody said which. */
  readonly governingBody: string | null;
  readonly issuingBody: string;
  readonly placeOfIssue: string;
  readonly docSymbol: string;
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  readonly addressees: readonly string[];
  readonly distribution: readonly string[];
}

/** What the officer changed on one paper; an empty governing body: none stands above. */
export type HeadChange = {
  readonly [Key in keyof PaperHead]?: PaperHead[Key] extends string | null
    ? string
    : PaperHead[Key];
};

/** What an office says of itself for its papers. */
export interface OfficeOfPapers {
  readonly name: string;
  readonly governingBody: string | null;
  readonly placeOfIssue: string | null;
  /** The usual one first; a capacity has a line for each line of the signature block. */
  readonly signers: readonly { readonly capacity: string; readonly name: string }[];
  readonly papers: OfficePapers;
}

/** What a paper's head is made of. */
export interface HeadSources {
  readonly identity: PlanIdentity;
  readonly office: OfficeOfPapers;
  readonly symbol: 'letter' | 'report' | 'proposal';
  /** Who issues it, unless the paper says otherwise. */
  readonly issuer: string;
  readonly addressees: readonly string[];
  readonly distribution: readonly string[];
  readonly change: HeadChange;
  readonly rehearsal: boolean;
}

/** The head of a paper: what was changed on it, else what the plan says, else what the office set; with what is still open. */
export function headOf(sources: HeadSources): {
  readonly head: PaperHead;
  readonly open: readonly OpenField[];
} {
  const { identity, office, change } = sources;
  const named = committeeIn(identity.issuer);
  const committee = named === null ? null : fullBodyName(named, office.name);
  const issuingBody = change.issuingBody ?? fullBodyName(sources.issuer, committee, office.name);
  const ofOffice = speaksFor(office, issuingBody) ? office : null;
  // Issued by another body than the plan says, it has neither the plan's symbol nor its signature.
  const own = isOf(identity, issuingBody);
  const above = superiorOf({ change, issuingBody, committee, identity, ofOffice });
  const head: PaperHead = {
    governingBody: above ?? null,
    issuingBody,
    placeOfIssue:
      change.placeOfIssue ?? firstOf(identity.placeOfIssue, ofOffice?.placeOfIssue ?? ''),
    docSymbol: change.docSymbol ?? symbolOf(sources, own, ofOffice),
    ...signatureOf({ change, identity, own, ofOffice }),
    addressees: change.addressees ?? sources.addressees,
    distribution: change.distribution ?? sources.distribution,
  };
  if (sources.rehearsal) return { head: rehearsed(head), open: [] };
  return { head, open: openFieldsOf(head, { superiorKnown: above !== undefined }) };
}

/** Whether the plan's symbols and signature are those of this issuer. */
function isOf(identity: PlanIdentity, issuer: string): boolean {
  return isSameBody(identity.paperIssuer ?? identity.issuer, issuer);
}

/** What an office says of itself holds for its own papers and those of the body it is a part of ("Phòng Tham mưu, Công an tỉnh …"). */
function speaksFor({ name }: OfficeOfPapers, issuingBody: string): boolean {
  return isSameBody(name, issuingBody) || fold(name).endsWith(` ${fold(issuingBody)}`);
}

/** Undefined where nobody knows. What custom fixes is not asked for, and a plan's slip (the committee above the police) mended. */
function superiorOf(given: {
  change: HeadChange;
  issuingBody: string;
  committee: string | null;
  identity: PlanIdentity;
  ofOffice: OfficeOfPapers | null;
}): string | null | undefined {
  const { change, issuingBody, committee, identity, ofOffice } = given;
  if (change.governingBody !== undefined) {
    return change.governingBody === '' ? null : change.governingBody;
  }
  const fixed = superiorBody(issuingBody, committee);
  if (fixed !== undefined) return fixed;
  return ofOffice?.governingBody ?? identity.governingBody ?? undefined;
}

function symbolOf(
  { identity, symbol }: HeadSources,
  own: boolean,
  office: OfficeOfPapers | null,
): string {
  const set = office?.papers;
  switch (symbol) {
    case 'letter':
      return firstOf(own ? identity.letterSymbol : '', set?.letterSymbol);
    case 'report':
      return firstOf(own ? identity.reportSymbol : '', set?.reportSymbol);
    case 'proposal':
      // The symbols of one body differ in the kind of paper: BC-CAT, TTr-CAT.
      return firstOf(
        set?.proposalSymbol ?? '',
        own && identity.reportSymbol.startsWith('BC-')
          ? identity.reportSymbol.replace('BC-', 'TTr-')
          : '',
      );
  }
}

/** The plan's signer where it names one whole, else the office's first. */
function signatureOf(given: {
  change: HeadChange;
  identity: PlanIdentity;
  own: boolean;
  ofOffice: OfficeOfPapers | null;
}): Pick<PaperHead, 'signingCapacity' | 'signerName'> {
  const { change, identity, own, ofOffice } = given;
  const planned = own ? identity : { signingCapacity: [], signerName: null };
  const [signer] = ofOffice?.signers ?? [];
  const whole = planned.signingCapacity.length > 0 && planned.signerName !== null;
  const standing =
    whole || signer === undefined
      ? planned
      : { signingCapacity: linesOf(signer.capacity), signerName: signer.name };
  return {
    signingCapacity: change.signingCapacity ?? standing.signingCapacity,
    signerName: change.signerName ?? standing.signerName,
  };
}

/** The lines of a signature block, without the empty ones. */
export function linesOf(capacity: string): readonly string[] {
  return capacity
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A rehearsal waits for no settings: what is open gets a stand-in, as numbers and dates do. */
function rehearsed(head: PaperHead): PaperHead {
  return {
    ...head,
    placeOfIssue: firstOf(head.placeOfIssue, 'Địa danh'),
    docSymbol: firstOf(head.docSymbol, 'CT'),
    signingCapacity: head.signingCapacity.length > 0 ? head.signingCapacity : ['NGƯỜI KÝ'],
    signerName: head.signerName ?? 'Bản chạy thử',
  };
}

function firstOf(given: string, otherwise = ''): string {
  return given.trim() === '' ? otherwise : given;
}

/** "Lưu: VT, PV01": the archive line of a distribution, by what the office set. */
export function archiveLine({ archive }: OfficePapers): string {
  return `Lưu: ${archive.trim() === '' ? 'VT' : archive}`;
}
