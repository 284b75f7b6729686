import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError, isStatic } from './api/client.ts';
import { handOver } from './api/sign-in.ts';
import { keepShell } from './frame/keep-shell.ts';
import { applyTheme } from './frame/theme.ts';
import { router } from './router.tsx';
import './style.css';

/** A refusal stays one; what is busy or silent is asked again twice. */
const isWorthAnother = (count: number, error: Error): boolean =>
  count < 2 && error instanceof ApiError && (error.status === 503 || error.status === 429);

const client = new QueryClient({
  defaultOptions: {
    // The service may be on this very machine: the browser's word for being online says nothing of it.
    queries: { staleTime: 60_000, retry: isWorthAnother, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

applyTheme();
const root = document.getElementById('root');
if (root && handOver()) {
  root.textContent = 'The issuer has answered. This window can be closed.';
} else if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
  if (!isStatic) window.addEventListener('load', () => void keepShell());
}
