import type { FileSignature } from '../../domain/signed-file.js';
import { instantOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { checkCms, checkTimeStamp } from './cms.js';
import type { CheckedCms } from './cms.js';

const MOST_SIGNATURES = 20;
const MARK = '/ByteRange';
/** Signatures by these are a bare CMS over the bytes around them (ISO 32000-2, 12.8.3; ETSI EN 319 142-1). */
const DETACHED: ReadonlySet<string> = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);
/** Offices sign within these years; a clock far beyond is set wrong. */
const YEARS = [Date.UTC(2000, 0, 1), Date.UTC(2101, 0, 1)] as const;

/** The electronic signatures of a `.pdf` file, each worked out over the bytes it covers, the one set first first. */
export function pdfSignatures(bytes: Buffer): readonly FileSignature[] {
  const places = placesIn(bytes);
  const end = bytes.length - trailing(bytes);
  const checked = places.map((place) => ({ place, ...checkedAt(bytes, place) }));
  return checked.map(({ place, state, kind, cms }, n) => {
    const isLater = checked.some(
      (other, m) => m > n && other.state === 'intact' && other.place.end >= end,
    );
    const behind = place.end >= end ? 'nothing' : isLater ? 'signed' : 'unsigned';
    const certificate = cms?.certificate ?? null;
    const when = timeOfSigning(cms, place);
    return {
      state,
      kind,
      name: certificate?.name ?? null,
      organisation: certificate?.organisation ?? null,
      issuer: certificate?.issuer ?? null,
      isSelfMade: certificate?.isSelfMade ?? false,
      signedAt: when?.at ?? null,
      timeFrom: when?.from ?? null,
      wasInTime:
        when === null || certificate === null
          ? null
          : when.ms >= certificate.validFrom && when.ms <= certificate.validTo,
      behind,
    };
  });
}

/** Where a signature stands: what it covers, and the dictionary around it. */
interface Place {
  /** The numbers of its ByteRange: two stretches of bytes, each by offset and length. */
  readonly range: readonly [number, number, number, number];
  /** Where the second stretch ends. */
  readonly end: number;
  readonly subFilter: string;
  /** The words of the dictionary, without the signature itself. */
  readonly words: string;
}

/**
 * Every dictionary with a ByteRange, by where what it covers ends. They are found by their bytes, as what
 * covers a file cannot stand in a packed part of it.
 */
function placesIn(bytes: Buffer): readonly Place[] {
  const places: Place[] = [];
  let at = bytes.indexOf(MARK);
  while (at >= 0 && places.length < MOST_SIGNATURES) {
    const found = /^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/u.exec(
      bytes.toString('latin1', at, at + 200),
    );
    if (found !== null) {
      const [a = 0, b = 0, c = 0, d = 0] = found.slice(1).map(Number);
      // Words on both sides of what is signed around: the dictionary may name its kind before or behind.
      const before = bytes.toString('latin1', Math.max(0, Math.min(b, at) - 2_000), b);
      const behind = bytes.toString('latin1', c, c + 2_000);
      const opened = before.slice(before.lastIndexOf(' obj') + 1);
      const [closed = ''] = behind.split('endobj');
      const words = `${opened} ${closed}`;
      const subFilter = /\/SubFilter\s*\/([A-Za-z0-9.]+)/u.exec(words)?.[1] ?? '';
      places.push({ range: [a, b, c, d], end: c + d, subFilter, words });
    }
    at = bytes.indexOf(MARK, at + MARK.length);
  }
  return places.sort((one, other) => one.end - other.end);
}

type Checked = Pick<FileSignature, 'state' | 'kind'> & { readonly cms: CheckedCms | null };

function checkedAt(bytes: Buffer, { range, end, subFilter }: Place): Checked {
  const kind = subFilter === 'ETSI.RFC3161' ? 'timeStamp' : 'signature';
  const [a, b, c] = range;
  // A signature that does not begin with the file, or skips more than itself, leaves room for anything.
  const gap = bytes.toString('latin1', b, c).trim();
  if (a !== 0 || b >= c || end > bytes.length || !/^<[0-9a-f\s]*>$/iu.test(gap)) {
    return { state: 'changed', kind, cms: null };
  }
  const value = Buffer.from(gap.slice(1, -1).replace(/\s+/gu, ''), 'hex');
  if (value.every((byte) => byte === 0)) return { state: 'unreadable', kind, cms: null };
  if (kind === 'signature' && !DETACHED.has(subFilter))
    return { state: 'unknown', kind, cms: null };
  const signed = [bytes.subarray(a, b), bytes.subarray(c, end)];
  try {
    const cms = kind === 'timeStamp' ? checkTimeStamp(value, signed) : checkCms(value, signed);
    return { state: cms.state, kind, cms };
  } catch {
    // A stranger's bytes: OpenSSL, which reads the certificates in them, fails in as many ways as they can be wrong.
    return { state: 'unreadable', kind, cms: null };
  }
}

/** A stamped time before that of the signer's machine, which stands in the signature or beside it. */
function timeOfSigning(
  cms: CheckedCms | null,
  { words }: Place,
): { readonly at: Instant; readonly ms: number; readonly from: 'timeStamp' | 'signer' } | null {
  const stamped = cms?.stampedAt ?? null;
  const ms = stamped ?? cms?.signedAt ?? printedTime(words);
  if (ms === null || Number.isNaN(ms) || ms < YEARS[0] || ms >= YEARS[1]) return null;
  return { at: instantOf(ms), ms, from: stamped === null ? 'signer' : 'timeStamp' };
}

/** `/M (D:20260703101500+07'00')`: the time that the signing program writes. */
function printedTime(words: string): number | null {
  const found =
    /\/M\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?)?/u.exec(
      words,
    );
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1, 6).map(Number);
  const away = (Number(found[8] ?? 0) * 60 + Number(found[9] ?? 0)) * (found[7] === '-' ? -1 : 1);
  return Date.UTC(year, month - 1, day, hour, minute - away, Number(found[6] ?? 0));
}

/** White space at the end of a file, which programs may add. */
function trailing(bytes: Buffer): number {
  return /\s*$/u.exec(bytes.toString('latin1', Math.max(0, bytes.length - 64)))?.[0].length ?? 0;
}
