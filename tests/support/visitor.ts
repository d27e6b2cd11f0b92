import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How long a page may take on a machine that is busy with others. */
const PATIENCE_MS = 30_000;
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
  /** What the console called an error and what no page caught; answers of the server are not among it. */
  readonly errors: readonly string[];
  /** Requests the server refused, `422 POST /b/reports/…`, ids left out. */
  readonly refused: readonly string[];
  /** Waits until a text can be read on the page. */
  sees(text: string | RegExp): Promise<void>;
  /** Presses the button of this name, in the open dialogue when there is one. */
  presses(name: string | RegExp): Promise<void>;
  /** Chooses an act of an open menu. */
  chooses(name: string): Promise<void>;
  follows(name: string | RegExp): Promise<void>;
  fills(label: string, text: string): Promise<void>;
}

/** Opens a browser context for somebody, in Vietnamese and without any session. */
export async function visit(
  browser: Browser,
  {
    baseURL,
    viewport = DESK,
    storageState,
  }: {
    readonly baseURL: string;
    readonly viewport?: typeof DESK;
    readonly storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
  },
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    locale: 'vi-VN',
    ...(storageState === undefined ? {} : { storageState }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  const refused: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (line) => {
    // Every refused request makes such a line; these are kept by their status below.
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
  const inFront = (): Locator => page.getByRole('dialog').or(page.locator('body')).last();
  return {
    page,
    context,
    errors,
    refused,
    sees: async (text) => page.getByText(text).first().waitFor(),
    presses: async (name) =>
      inFront().getByRole('button', { name, exact: true }).last().click(),
    chooses: async (name) => page.getByRole('menuitem', { name, exact: true }).click(),
    follows: async (name) => page.getByRole('link', { name }).first().click(),
    fills: async (label, text) => inFront().getByLabel(label).first().fill(text),
  };
}

/** Fails when a page is wider than its screen. */
export async function expectNoSidewaysScrolling({ page }: Visitor): Promise<void> {
  const wanted = await page.evaluate<number>('document.scrollingElement.scrollWidth');
  const given = await page.evaluate<number>('innerWidth');
  expect({ page: page.url(), tooWideBy: Math.max(0, wanted - given) }).toEqual({
    page: page.url(),
    tooWideBy: 0,
  });
}
