import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import { archiveLine, linesOf } from '../../domain/paper-head.js';
import { superiorBody } from '../../domain/superior-body.js';
import type { OfficeRow } from '../scope.js';

/** The office itself as the issuer of a record of its own, of no plan. */
export function officeIssuer({ name, parsed }: Pick<OfficeRow, 'name' | 'parsed'>): IssuerBlock {
  const [signer] = parsed.signers;
  const above = superiorBody(name);
  return {
    governingBody: above === undefined ? parsed.governingBody : above,
    issuingBody: name,
    placeOfIssue: parsed.placeOfIssue ?? '…',
    docSymbol: '',
    signingCapacity: signer === undefined ? [] : linesOf(signer.capacity),
    signerName: signer?.name ?? null,
    distribution: [archiveLine(parsed.papers)],
  };
}
