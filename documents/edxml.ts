import { zipSync } from 'fflate';
import type { Day, Instant } from '../domain/day.js';
import { dayAt, minuteAt, msOf } from '../domain/day.js';
import type {
  AxisDocument,
  AxisMessage,
  AxisOrgan,
  AxisReference,
  AxisStatus,
} from '../domain/axis/message.js';
import { printable } from '../domain/plain-text.js';

/** As public examples of QCVN 102:2016 name it. */
const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
/** The earliest day a ZIP can name: equal messages are equal bytes. */
const ZIP_DAY = new Date(1980, 0, 1);

/**
 * A document or status message as an `.edxml` file. The order and names of elements are those of public
 * examples of QCVN 102:2016, files go as base64 of a ZIP that holds each alone; neither is confirmed.
 */
export function renderEdxml(message: AxisMessage): Buffer {
  const inside = message.kind === 'document' ? documentParts(message) : statusParts(message);
  return Buffer.from(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<edXML xmlns="${NAMESPACE}">`,
      `<edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">`,
      ...inside.envelope,
      '</edXML:edXMLEnvelope>',
      ...inside.files,
      '</edXML>',
      '',
    ].join('\n'),
    'utf8',
  );
}

interface Parts {
  readonly envelope: readonly string[];
  readonly files: readonly string[];
}

function documentParts(message: AxisDocument): Parts {
  const { code, signer, other, type, files } = message;
  const header = element('MessageHeader', [
    organ('From', message.from),
    ...message.to.map((one) => organ('To', one)),
    words('DocumentId', message.documentId),
    element('Code', [words('CodeNumber', code.number), words('CodeNotation', code.notation)]),
    element('PromulgationInfo', [
      words('Place', message.place),
      words('PromulgationDate', dayText(message.issuedOn)),
    ]),
    element('DocumentType', [words('Type', type.code), words('TypeName', type.name)]),
    words('Subject', message.subject),
    words('Content', message.content),
    element('SignerInfo', [
      words('Competence', signer.competence),
      words('Position', signer.position),
      words('FullName', signer.name),
    ]),
    words('DueDate', dayText(message.dueOn)),
    element(
      'ToPlaces',
      message.toPlaces.map((place) => words('Place', place)),
    ),
    element('OtherInfo', [
      words('Priority', other.priority),
      words('SphereOfPromulgation', other.sphere),
      words('TyperNotation', other.typist),
      words('PromulgationAmount', other.copies),
      words('PageAmount', other.pages),
      element(
        'Appendixes',
        other.appendixes.map((one) => words('Appendix', one)),
      ),
    ]),
    ...message.responseFor.map(reference),
    words('SteeringType', message.steering),
  ]);
  const trace = element('TraceHeaderList', [
    ...message.trace.map(({ organId, at }) =>
      element('TraceHeader', [words('OrganId', organId), words('Timestamp', momentText(at))]),
    ),
    element('Bussiness', [words('BussinessDocType', message.business), words('Paper', '0')]),
  ]);
  const references = files.map((file, n) =>
    element('Reference', [
      words('ContentId', `cid:${contentId(n)}`),
      words('ContentType', file.contentType),
      words('Description', file.description),
      words('AttachmentName', file.name),
    ]),
  );
  return {
    envelope: [
      element('edXMLHeader', [header, trace]),
      element('edXMLBody', [element('edXMLManifest', references)]),
    ],
    files:
      files.length === 0
        ? []
        : [
            '<AttachmentEncoded>',
            ...files.map((file, n) =>
              [
                '<Attachment>',
                `<ContentId>${contentId(n)}</ContentId>`,
                `<ContentTransferEncoded>${packed(file.bytes, n)}</ContentTransferEncoded>`,
                '</Attachment>',
              ].join(''),
            ),
            '</AttachmentEncoded>',
          ],
  };
}

function statusParts(status: AxisStatus): Parts {
  return {
    envelope: [
      element('edXMLHeader', [
        element('Status', [
          reference(status.responseFor),
          organ('From', status.from),
          words('StatusCode', status.code),
          words('Description', status.description),
          words('Timestamp', momentText(status.at)),
        ]),
      ]),
    ],
    files: [],
  };
}

function organ(name: string, given: AxisOrgan): string {
  return element(name, [
    words('OrganId', given.organId),
    words('OrganizationInCharge', given.inCharge),
    words('OrganName', given.name),
    words('OrganAdd', given.address),
    words('Email', given.email),
    words('Telephone', given.telephone),
    words('Fax', given.fax),
    words('Website', given.website),
  ]);
}

function reference(given: AxisReference): string {
  return element('ResponseFor', [
    words('OrganId', given.organId),
    words('Code', given.code),
    words('PromulgationDate', dayText(given.issuedOn)),
    words('DocumentId', given.documentId),
  ]);
}

function element(name: string, inside: readonly string[]): string {
  return [`<edXML:${name}>`, ...inside, `</edXML:${name}>`].join('\n');
}

/** A field; one that says nothing stands there empty, as receivers expect each at its place. */
function words(name: string, text: string): string {
  return `<edXML:${name}>${escaped(text)}</edXML:${name}>`;
}

function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function contentId(n: number): string {
  return `tep-${String(n + 1)}`;
}

function packed(bytes: Uint8Array, n: number): string {
  const zip = zipSync({ [contentId(n)]: bytes }, { mtime: ZIP_DAY });
  return Buffer.from(zip).toString('base64');
}

function dayText(day: Day | null): string {
  return day?.replaceAll('-', '/') ?? '';
}

/** "2026/07/04 08:30:05", Việt Nam time. */
function momentText(moment: Instant | null): string {
  if (moment === null) return '';
  const minute = minuteAt(moment);
  const two = (figure: number) => String(figure).padStart(2, '0');
  const seconds = Math.floor(msOf(moment) / 1000) % 60;
  const time = [Math.floor(minute / 60), minute % 60, seconds].map(two).join(':');
  return `${dayText(dayAt(moment))} ${time}`;
}
