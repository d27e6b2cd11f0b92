import type { Day } from '../day.js';
import { codeOf, documentIdOf } from './document-code.js';
import type { AxisHead, AxisOrgan, AxisReference } from './message.js';

/** A document of ours as it is to go out. */
export interface OutgoingDocument {
  readonly number: string;
  readonly issuedOn: Day;
  /** In whose name it goes, and by what the axis knows that office. */
  readonly from: { readonly name: string; readonly organId: string };
  /** Receivers in their order; an id that nobody has said is empty. */
  readonly to: readonly { readonly name: string; readonly organId: string }[];
  readonly place: string;
  /** "Công văn", "Báo cáo", "Kế hoạch". */
  readonly typeName: string;
  readonly subject: string;
  /** A line for each line of the signature block; the last is the position. */
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  readonly dueOn: Day | null;
  readonly toPlaces: readonly string[];
  readonly pages: number | null;
  readonly responseFor: readonly AxisReference[];
  readonly steering: 'directs' | 'reports';
}

/** Văn bản hành chính among the types of documents; the list of codes is unconfirmed. */
const ADMINISTRATIVE = '2';

/** The head of a document message; its trace begins where it is taken. */
export function outgoingHead(out: OutgoingDocument): AxisHead {
  const { from, number, issuedOn, signingCapacity } = out;
  return {
    kind: 'document',
    from: organ(from),
    to: out.to.map(organ),
    documentId: documentIdOf({ organId: from.organId, issuedOn, number }),
    code: codeOf(number),
    place: out.place,
    issuedOn,
    type: { code: ADMINISTRATIVE, name: out.typeName },
    subject: out.subject,
    content: out.subject,
    signer: {
      competence: signingCapacity.slice(0, -1).join(' '),
      position: signingCapacity.at(-1) ?? '',
      name: out.signerName ?? '',
    },
    dueOn: out.dueOn,
    toPlaces: out.toPlaces,
    other: {
      priority: '0',
      sphere: '',
      typist: '',
      copies: String(out.to.length),
      pages: out.pages === null ? '' : String(out.pages),
      appendixes: [],
    },
    responseFor: out.responseFor,
    steering: out.steering === 'directs' ? '2' : '3',
    trace: [],
    business: '0',
  };
}

function organ({ name, organId }: { readonly name: string; readonly organId: string }): AxisOrgan {
  const nothing = { address: '', email: '', telephone: '', fax: '', website: '' };
  return { organId, name, inCharge: '', ...nothing };
}
