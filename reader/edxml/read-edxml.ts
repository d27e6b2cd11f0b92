import { axisDay, axisInstant } from '../../domain/axis/moments.js';
import { EDXML_LIMITS } from '../../domain/axis/message.js';
import type {
  AxisHead,
  AxisMessage,
  AxisOrgan,
  AxisReference,
  AxisStatus,
  EdxmlProblem,
} from '../../domain/axis/message.js';
import { statusCodeOf } from '../../domain/axis/status-code.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { childOf, parsedXml, within } from '../extract/xml.js';
import type { XmlNode } from '../extract/xml.js';
import { fieldOf, fieldsOf } from './fields.js';
import { filesOf } from './message-files.js';
import { unsoundXml } from './sound-xml.js';

const MOST_REFERENCES = 100;
const MOST_RECEIVERS = 2_000;

/**
 * A document or status message of the axis (QCVN 102:2016), or why the file is none; never throws for what a
 * file holds. Elements are known by their names whatever their namespace, as several systems write several.
 */
export async function readEdxml(bytes: Uint8Array): Promise<Result<AxisMessage, EdxmlProblem>> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > EDXML_LIMITS.mostBytes) return refuse('tooLarge');
  const text = utf8Of(bytes);
  if (text === null) return refuse('notText');
  const problem = unsoundXml(text);
  if (problem !== null) return refuse(problem);
  const root = parsedXml(text);
  const status = statusIn(root);
  if (status !== null) return ok(status);
  const [header] = within(root, 'MessageHeader');
  if (header === undefined) return refuse('notEdxml');
  const files = await filesOf(root);
  return files.ok ? ok({ ...headOf(header, root), files: files.value }) : files;
}

function utf8Of(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** A packet with a status code: in an element of its own, or in the header as some systems put it. */
function statusIn(root: XmlNode): AxisStatus | null {
  const named = ['Status', 'MessageStatus', 'MessageHeader'].flatMap((name) => within(root, name));
  const node = named.find((one) => childOf(one, 'StatusCode') !== undefined);
  if (node === undefined) return null;
  return {
    kind: 'status',
    responseFor: referenceOf(childOf(node, 'ResponseFor')),
    from: organOf(childOf(node, 'From')),
    code: statusCodeOf(fieldOf(node, 'StatusCode')),
    description: fieldOf(node, 'Description'),
    at: axisInstant(fieldOf(node, 'Timestamp')),
  };
}

function headOf(header: XmlNode, root: XmlNode): AxisHead {
  const part = (name: string) => childOf(header, name);
  const all = (name: string) => header.children.filter((child) => child.name === name);
  const [trace] = within(root, 'TraceHeaderList');
  const type = part('DocumentType');
  const business = childOf(trace, 'Bussiness') ?? childOf(trace, 'Business');
  return {
    kind: 'document',
    from: organOf(part('From')),
    to: all('To').slice(0, MOST_RECEIVERS).map(organOf),
    documentId: fieldOf(header, 'DocumentId'),
    code: {
      number: fieldOf(part('Code'), 'CodeNumber'),
      notation: fieldOf(part('Code'), 'CodeNotation'),
    },
    place: fieldOf(part('PromulgationInfo'), 'Place'),
    issuedOn: axisDay(
      fieldOf(part('PromulgationInfo'), 'PromulgationDate') ||
        fieldOf(part('PromulgationInfo'), 'Date'),
    ),
    type: { code: fieldOf(type, 'Type'), name: fieldOf(type, 'TypeName') },
    subject: fieldOf(header, 'Subject'),
    content: fieldOf(header, 'Content'),
    signer: {
      competence: fieldOf(part('SignerInfo'), 'Competence'),
      position: fieldOf(part('SignerInfo'), 'Position'),
      name: fieldOf(part('SignerInfo'), 'FullName'),
    },
    dueOn: axisDay(fieldOf(header, 'DueDate')),
    toPlaces: fieldsOf(part('ToPlaces'), 'Place'),
    other: {
      priority: fieldOf(part('OtherInfo'), 'Priority'),
      sphere: fieldOf(part('OtherInfo'), 'SphereOfPromulgation'),
      typist: fieldOf(part('OtherInfo'), 'TyperNotation'),
      copies: fieldOf(part('OtherInfo'), 'PromulgationAmount'),
      pages: fieldOf(part('OtherInfo'), 'PageAmount'),
      appendixes: fieldsOf(childOf(part('OtherInfo'), 'Appendixes'), 'Appendix'),
    },
    responseFor: all('ResponseFor').slice(0, MOST_REFERENCES).map(referenceOf),
    steering: fieldOf(header, 'SteeringType'),
    trace: (trace?.children ?? [])
      .filter((child) => child.name === 'TraceHeader')
      .slice(0, MOST_REFERENCES)
      .map((hop) => ({
        organId: fieldOf(hop, 'OrganId'),
        at: axisInstant(fieldOf(hop, 'Timestamp')),
      })),
    business: fieldOf(business, 'BussinessDocType') || fieldOf(business, 'BusinessDocType'),
  };
}

function organOf(node: XmlNode | undefined): AxisOrgan {
  return {
    organId: fieldOf(node, 'OrganId'),
    inCharge: fieldOf(node, 'OrganizationInCharge') || fieldOf(node, 'OrganInCharge'),
    name: fieldOf(node, 'OrganName'),
    address: fieldOf(node, 'OrganAdd'),
    email: fieldOf(node, 'Email'),
    telephone: fieldOf(node, 'Telephone'),
    fax: fieldOf(node, 'Fax'),
    website: fieldOf(node, 'Website'),
  };
}

function referenceOf(node: XmlNode | undefined): AxisReference {
  return {
    organId: fieldOf(node, 'OrganId'),
    code: fieldOf(node, 'Code'),
    issuedOn: axisDay(fieldOf(node, 'PromulgationDate')),
    documentId: fieldOf(node, 'DocumentId'),
  };
}
