import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { eventually } from './eventually.js';

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How long a page may take on a machine that is busy with others. */
const PATIENCE_MS = 60_000;
const FLAGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without a window that asks the network for nothing of its own. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [...FLAGS, ...(isRoot ? ['--no-sandbox'] : [])],
  });
}

/** Somebody in front of a browser of their own; whatever goes wrong on their pages is remembered. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console called an error and what no page caught; refused requests stand in `refused`. */
  readonly errors: readonly string[];
  /** Requests the server refused, `422 POST /b/reports/…/review`. */
  readonly refused: readonly string[];
  goesTo(address: string): Promise<void>;
  /** Waits until a text can be read on the page. */
  sees(text: string | RegExp): Promise<void>;
  /** Presses the button of exactly this name. */
  presses(name: string): Promise<void>;
  /** Opens the dialogue of an act and agrees to it by the same words. */
  does(act: string): Promise<void>;
  /** Agrees to the dialogue that is open. */
  agrees(name: string): Promise<void>;
  /** Chooses an act of the menu that is open. */
  chooses(name: string): Promise<void>;
  follows(name: string | RegExp): Promise<void>;
  fills(label: string, text: string): Promise<void>;
}

/** Opens a browser context without any session, in Vietnamese; nothing moves, so that no press waits for an animation. */
export async function visit(browser: Browser, options: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const dialog = page.getByRole('dialog');
  const presses = async (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  const agrees = async (name: string): Promise<void> => {
    await dialog.getByRole('button', { name, exact: true }).click();
  };
  return {
    page,
    context,
    ...troublesOf(page),
    goesTo: async (address) => {
      await page.goto(address);
    },
    sees: async (text) => seen(page, text),
    presses,
    agrees,
    does: async (act) => {
      await presses(act);
      await agrees(act);
    },
    chooses: async (name) => page.getByRole('menuitem', { name, exact: true }).click(),
    follows: async (name) => page.getByRole('link', { name }).first().click(),
    fills: async (label, text) => page.getByLabel(label).first().fill(text),
  };
}

/** Waits for a text; when it does not come, the failure tells what stands there instead. */
async function seen(page: Page, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text).first().waitFor();
  } catch (error) {
    const instead = await page.locator('body').innerText();
    throw new Error(`"${String(text)}" cannot be read on ${page.url()}:\n${instead}`, {
      cause: error,
    });
  }
}

function troublesOf(page: Page): Pick<Visitor, 'errors' | 'refused'> {
  const errors: string[] = [];
  const refused: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (line) => {
    // Every refused request makes such a line; what it was is kept below.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) {
      errors.push(line.text());
    }
  });
  page.on('response', (answer) => {
    if (answer.status() < 400) return;
    const { pathname } = new URL(answer.url());
    const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
    refused.push(`${String(answer.status())} ${answer.request().method()} ${path}`);
  });
  return { errors, refused };
}

/** Fails when the page stays wider than its screen; while it moves to another size it may be. */
export async function expectNoSidewaysScrolling({ page }: Visitor): Promise<void> {
  // Looked at from outside: what looks again and again within a page its own policy calls an error.
  const fits = async (): Promise<boolean> =>
    page.evaluate<boolean>('document.scrollingElement.scrollWidth <= innerWidth');
  await eventually(fits, 'the page is no wider than its screen', 5000).catch(() => undefined);
  const wanted = await page.evaluate<number>('document.scrollingElement.scrollWidth');
  const given = await page.evaluate<number>('innerWidth');
  const found = { page: new URL(page.url()).pathname, tooWideBy: Math.max(0, wanted - given) };
  expect(found).toEqual({ ...found, tooWideBy: 0 });
}
