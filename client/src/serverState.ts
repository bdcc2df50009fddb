/** What the user may want to know about the language server. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly concepts: number }
  /** The server runs, but has no guide to explain from. */
  | { readonly kind: 'noGuide'; readonly problem: string }
  | { readonly kind: 'restarting'; readonly attempt: number }
  | { readonly kind: 'stopped'; readonly problem: string };
