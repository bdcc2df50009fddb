/** Source code as a tree of classed pieces: no HTML text is made, and colours come from the theme through CSS. */
import type { RootContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

/** The guide's names of languages; what is missing here (text, prisma) is shown plain. */
const lowlight = createLowlight({
  js: javascript,
  ts: typescript,
  sql,
  python,
  dockerfile,
  yaml,
  compose: yaml,
  shell: bash,
  nginx,
  http,
  json,
});

/** The pieces of `code` in order; one plain piece where the language is not known. */
export function highlight(language: string, code: string): readonly RootContent[] {
  if (!lowlight.registered(language)) return [{ type: 'text', value: code }];
  return lowlight.highlight(language, code, { prefix: 'code-' }).children;
}
