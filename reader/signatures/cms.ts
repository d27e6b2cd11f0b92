import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { derOf, octetsOf, oidOf, timeOf } from './der.js';
import type { Der } from './der.js';

/** What a signature says once its numbers have been worked out (RFC 5652). */
export interface CheckedCms {
  /** `weak`: by SHA-1 or MD5, which proves nothing; `unknown`: by a way that is not known here. */
  readonly state: 'intact' | 'changed' | 'weak' | 'unknown';
  readonly certificate: SignerCertificate | null;
  /** When its signer's machine says it was signed, in epoch milliseconds. */
  readonly signedAt: number | null;
  /** When a time stamp over the signature says so. */
  readonly stampedAt: number | null;
}

/** Whose key signed, as the certificate says; who issued it is not asked. */
export interface SignerCertificate {
  readonly name: string;
  readonly organisation: string | null;
  readonly issuer: string;
  readonly isSelfMade: boolean;
  readonly validFrom: number;
  readonly validTo: number;
}

const OID = {
  signedData: '1.2.840.113549.1.7.2',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  pss: '1.2.840.113549.1.1.10',
} as const;

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const WEAK: ReadonlySet<string> = new Set(['md5', 'sha1']);

/** What is signed, in the pieces that stand around the signature. */
export type Signed = readonly Buffer[];

/** Works a detached signature out over what it signs; throws RangeError where the bytes are no signature. */
export function checkCms(cms: Buffer, signed: Signed): CheckedCms {
  const { signer, certificates } = partsOf(derOf(cms));
  return checkSigner(signer, { certificates, signed });
}

/** The same of a time stamp (RFC 3161): what it stamps is `signed`, and it says when. */
export function checkTimeStamp(token: Buffer, signed: Signed): CheckedCms {
  const { signer, certificates, content } = partsOf(derOf(token));
  if (content === null) throw new RangeError('a time stamp without content');
  // TSTInfo: version, policy, messageImprint (algorithm, hash), serial number, time.
  const { children } = derOf(content);
  const imprint = children[2];
  const digest = DIGESTS[oidOf(at(at(imprint, 0), 0))];
  const stampedAt = timeOf(at({ children }, 4));
  const checked = checkSigner(signer, { certificates, signed: [content] });
  if (digest === undefined) return { ...checked, state: 'unknown', stampedAt };
  const isSame = digestOf(digest, signed).equals(octetsOf(at(imprint, 1)));
  return { ...checked, state: isSame ? checked.state : 'changed', stampedAt };
}

interface Parts {
  readonly signer: Der;
  readonly certificates: readonly X509Certificate[];
  /** What is signed, where it stands inside. */
  readonly content: Buffer | null;
}

function partsOf(info: Der): Parts {
  if (oidOf(at(info, 0)) !== OID.signedData) throw new RangeError('no signed data');
  const data = at(at(info, 1), 0);
  const [, , inside, ...others] = data.children;
  const content = inside?.children[1]?.children[0];
  const signers = others.findLast(({ tag }) => tag === 0x31);
  const signer = signers?.children[0];
  if (signer === undefined) throw new RangeError('nobody signed');
  return {
    signer,
    certificates: (others.find(({ tag }) => tag === 0xa0)?.children ?? []).flatMap(({ raw }) => {
      try {
        return [new X509Certificate(raw)];
      } catch {
        // Certificates of other kinds may stand beside; the signer's own is looked for by its key.
        return [];
      }
    }),
    content: content === undefined ? null : octetsOf(content),
  };
}

function checkSigner(
  signer: Der,
  {
    certificates,
    signed,
  }: { readonly certificates: readonly X509Certificate[]; readonly signed: Signed },
): CheckedCms {
  const [, sid, digestAlgorithm, ...rest] = signer.children;
  const digest = DIGESTS[oidOf(at(digestAlgorithm, 0))];
  const attributes = rest.find(({ tag }) => tag === 0xa0) ?? null;
  const unsigned = rest.find(({ tag }) => tag === 0xa1) ?? null;
  const [algorithm, value] = rest.filter(({ tag }) => tag === 0x30 || tag === 0x04);
  const certificate = certificates.find((one) => isNamedBy(sid, one)) ?? null;
  const about: Omit<CheckedCms, 'state'> = {
    certificate: certificate === null ? null : shown(certificate),
    signedAt: timeIn(attributeOf(attributes, OID.signingTime)),
    stampedAt: stampOf(attributeOf(unsigned, OID.timeStamp), value),
  };
  if (digest === undefined || certificate === null || value === undefined) {
    return { ...about, state: 'unknown' };
  }
  const kept = attributeOf(attributes, OID.messageDigest);
  // With signed attributes the signature is over them and they name the digest; without, over the file itself.
  if (attributes !== null) {
    if (kept === null) return { ...about, state: 'unknown' };
    if (!digestOf(digest, signed).equals(octetsOf(kept))) return { ...about, state: 'changed' };
  }
  const over =
    attributes === null
      ? Buffer.concat(signed)
      : Buffer.concat([Buffer.from([0x31]), attributes.raw.subarray(1)]);
  const isRight = isSignedBy(certificate, {
    digest,
    isPss: oidOf(at(algorithm, 0)) === OID.pss,
    over,
    signature: octetsOf(value),
  });
  if (isRight === null) return { ...about, state: 'unknown' };
  if (!isRight) return { ...about, state: 'changed' };
  return { ...about, state: WEAK.has(digest) ? 'weak' : 'intact' };
}

/** Whether the key of a certificate made a signature; null by a way that this Node does not know. */
function isSignedBy(
  certificate: X509Certificate,
  {
    digest,
    isPss,
    over,
    signature,
  }: {
    readonly digest: string;
    readonly isPss: boolean;
    readonly over: Buffer;
    readonly signature: Buffer;
  },
): boolean | null {
  const { publicKey } = certificate;
  const isEdwards = publicKey.asymmetricKeyType?.startsWith('ed') === true;
  const key =
    isPss || publicKey.asymmetricKeyType === 'rsa-pss'
      ? {
          key: publicKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_AUTO,
        }
      : publicKey;
  try {
    return verify(isEdwards ? null : digest, over, key, signature);
  } catch {
    return null;
  }
}

/** The first value of an attribute; null where it is not there. */
function attributeOf(attributes: Der | null, oid: string): Der | null {
  const found = attributes?.children.find(({ children: [name] }) => {
    return name !== undefined && oidOf(name) === oid;
  });
  return found?.children[1]?.children[0] ?? null;
}

function timeIn(value: Der | null): number | null {
  return value === null ? null : timeOf(value);
}

/** When a time stamp over a signature says it was there; null where the stamp itself does not hold. */
function stampOf(token: Der | null, signature: Der | undefined): number | null {
  if (token === null || signature === undefined) return null;
  try {
    const checked = checkTimeStamp(token.raw, [octetsOf(signature)]);
    return checked.state === 'intact' ? checked.stampedAt : null;
  } catch {
    return null;
  }
}

/** Whether a signature names this certificate: by issuer and serial number, or by the mark of its key. */
function isNamedBy(sid: Der | undefined, certificate: X509Certificate): boolean {
  if (sid === undefined) return false;
  const fields = at(derOf(certificate.raw), 0).children;
  if (sid.tag === 0x30) {
    const [serial, , issuer] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
    return (
      serial?.content.equals(at(sid, 1).content) === true &&
      issuer?.raw.equals(at(sid, 0).raw) === true
    );
  }
  const extensions = fields.find(({ tag }) => tag === 0xa3)?.children[0]?.children ?? [];
  const mark = extensions.find(({ children: [name] }) => {
    return name !== undefined && oidOf(name) === '2.5.29.14';
  });
  const value = mark?.children.at(-1);
  return value !== undefined && octetsOf(derOf(octetsOf(value))).equals(octetsOf(sid));
}

function shown(certificate: X509Certificate): SignerCertificate {
  const { subject, issuer } = certificate.toLegacyObject();
  return {
    name: textOf(subject.CN) ?? textOf(subject.O) ?? '',
    organisation: textOf(subject.O),
    issuer: textOf(issuer.CN) ?? textOf(issuer.O) ?? '',
    isSelfMade: certificate.subject === certificate.issuer,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
  };
}

/** The first of the values of a name; certificates of offices may hold several of a kind. */
function textOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first.normalize('NFC').trim() : null;
}

function digestOf(name: string, signed: Signed): Buffer {
  const hash = createHash(name);
  for (const piece of signed) hash.update(piece);
  return hash.digest();
}

/** A part of a value; throws RangeError where it is missing. */
function at(value: Pick<Der, 'children'> | undefined, n: number): Der {
  const part = value?.children[n];
  if (part === undefined) throw new RangeError('a part of the signature is missing');
  return part;
}
