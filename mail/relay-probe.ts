import { createTransport } from 'nodemailer';

/** A person waits for the answer; a relay that is later than this is reported as late. */
const PATIENCE_MS = 10_000;

/** Connects to a relay, greets, takes up TLS and logs in, without a mail; answers why that failed, or null. */
export async function probeRelay(url: string): Promise<string | null> {
  const asked = new URL(url);
  for (const wait of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    asked.searchParams.set(wait, String(PATIENCE_MS));
  }
  const transport = createTransport(asked.href);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    // The answer of the relay; a password is never part of it.
    return error instanceof Error ? error.message.slice(0, 200) : 'unknown';
  } finally {
    transport.close();
  }
}
