import './fonts.css';
import './styles/first.js';
import './office.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from './i18n/words.js';
import { speakOfFields } from './parts/field-faults.js';
import { Refusal } from './requests/ask.js';
import { router } from './router.js';
import { cssVariables, theme } from './theme.js';

/** What people changed elsewhere shows within this time, milliseconds. */
const STALE_MS = 5_000;

// Without the words of another language the pages are shown in Vietnamese.
await startWords().catch(() => undefined);

speakOfFields(document);

/** By what the style elements that are made here are known to be ours; another one with each load. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
// The lock of scrolling under dialogs asks for it where a bundler of another make would have put it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // A refusal is an answer; only silence is worth asking again.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof Refusal) || error.status === 0),
    },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme="light"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
