// Offsets and signatures of APPNOTE.TXT, the ZIP file format, 4.3.7 to 4.3.16.
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
/** 1 January 1980, 00:00:00: the earliest moment a ZIP can name, as DOS time (low) and DOS date (high). */
const EPOCH = 0x0021_0000;

/** The same archive with every entry dated 1980-01-01, so that equal contents are equal bytes; throws on what is no ZIP. */
export function withoutEntryDates(archive: Uint8Array): Buffer {
  const bytes = Buffer.from(archive);
  const end = bytes.length - END_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== END_OF_CENTRAL)
    throw new Error('not a plain ZIP archive');
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    expectSignature(bytes, entry, CENTRAL_HEADER);
    const local = bytes.readUInt32LE(entry + 42);
    expectSignature(bytes, local, LOCAL_HEADER);
    bytes.writeUInt32LE(EPOCH, entry + 12);
    bytes.writeUInt32LE(EPOCH, local + 10);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(entry + field));
    entry += CENTRAL_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return bytes;
}

function expectSignature(bytes: Buffer, offset: number, signature: number): void {
  if (bytes.readUInt32LE(offset) !== signature) throw new Error('damaged ZIP archive');
}
